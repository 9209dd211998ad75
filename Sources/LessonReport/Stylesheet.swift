/// How the page looks: one column to read, figures that may be wider, light and dark.
///
/// Colours are variables, given once for each theme; the dark ones apply by the system's choice or by
/// the page's switch. Nothing here moves unless a reader allows motion.
enum Stylesheet {
  /// The content of the page's `<style>`.
  static var markup: [Markup] {
    [
      .verbatim(light), .verbatim("@media (prefers-color-scheme:dark){"),
      .verbatim(":root:not([data-theme=light]){"), .verbatim(dark), .verbatim("}}\n"),
      .verbatim(":root[data-theme=dark]{"), .verbatim(dark), .verbatim("}\n"),
      .verbatim(page), .verbatim(prose), .verbatim(MathML.stylesheet), .verbatim(cells),
      .verbatim(figures), .verbatim(components), .verbatim(adaptations),
    ]
  }

  private static let light: StaticString = """
    :root{color-scheme:light dark;
    --paper:#fcfbf8;--raised:#fff;--code:#f5f3ee;--ink:#1b1e25;--muted:#5b616d;--rule:#e5e1d8;
    --strong-rule:#c9c4b8;--accent:#1b5bb8;--accent-soft:#edf3fb;--accent-rule:#c5d8f1;
    --warning:#8a5200;--warning-soft:#fdf4e1;--warning-rule:#ecd3a0;
    --error:#b0261c;--error-soft:#fdf0ee;--error-rule:#efc4be;--good:#2b7548;
    --s1:#1f66c7;--s2:#c2540a;--s3:#0c7a6b;--s4:#7747c2;--s5:#ab3060;--s6:#5b616d;
    --kw:#9a2a8a;--ty:#0b7285;--fn:#1b5bb8;--nu:#8a5200;--st:#b0381c;--co:#6a707b;--at:#7747c2;
    --ui:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,sans-serif;
    --mono:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;
    --measure:42rem;--wide:56rem}

    """

  private static let dark: StaticString = """
    color-scheme:dark;
    --paper:#15171c;--raised:#1b1e24;--code:#1c1f26;--ink:#e6e4de;--muted:#a2a7b2;--rule:#2d313a;
    --strong-rule:#474d59;--accent:#82b4f8;--accent-soft:#19222f;--accent-rule:#2c4263;
    --warning:#e9b45f;--warning-soft:#28210f;--warning-rule:#574519;
    --error:#ff958a;--error-soft:#2e1a19;--error-rule:#643330;--good:#7fcb9c;
    --s1:#6fa9f7;--s2:#f39c52;--s3:#4dc3af;--s4:#b99df4;--s5:#ef88ae;--s6:#a2a7b2;
    --kw:#e48fd8;--ty:#67c9dc;--fn:#82b4f8;--nu:#e9b45f;--st:#f2a07f;--co:#8e94a0;--at:#b99df4
    """

  private static let page: StaticString = """
    *,::before,::after{box-sizing:border-box}
    html{font:400 1.0625rem/1.65 var(--ui);background:var(--paper);color:var(--ink);
    -webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
    body{margin:0;display:grid;grid-template-columns:minmax(0,1fr);overflow-wrap:break-word}
    main{min-width:0;width:100%;max-width:calc(var(--wide) + 3rem);padding:0 1.25rem 6rem;margin:0 auto}
    a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.18em}
    a:hover{text-decoration-thickness:.12em}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
    .skip{position:absolute;left:-100vw;top:.5rem;background:var(--raised);padding:.5rem 1rem;z-index:9}
    .skip:focus{left:.5rem}
    .kicker{font-size:.75rem;line-height:1.4;letter-spacing:.02em;color:var(--muted);margin:0 0 .35rem}
    header.title{max-width:var(--measure);padding-top:4.5rem;margin-bottom:2.5rem}
    h1{font-size:clamp(2rem,1.3rem + 3vw,3rem);line-height:1.12;letter-spacing:-.022em;font-weight:700;
    margin:0 0 1rem;text-wrap:balance}
    .lead{font-size:1.25rem;line-height:1.5;color:var(--muted);margin:0 0 1.25rem;text-wrap:pretty}
    .byline{font-size:.9rem;color:var(--muted);margin:0}
    .results{margin-top:2.25rem;padding:1.1rem 0 1.2rem;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
    .results dl{display:flex;flex-wrap:wrap;gap:.9rem 2.5rem;margin:0}
    .results div{display:flex;flex-direction:column-reverse}
    .results dt{font-size:.85rem;color:var(--muted)}
    .results dd{margin:0;font-size:1.75rem;line-height:1.2;font-weight:650;letter-spacing:-.02em;
    font-variant-numeric:tabular-nums}
    .banner{margin:1.5rem 0 0;padding:.9rem 1.1rem;border:1px solid var(--accent-rule);border-left:4px solid var(--accent);
    border-radius:6px;background:var(--accent-soft);font-size:.95rem;line-height:1.5}
    .banner p,.banner ul{margin:.25rem 0 0}.banner ul{padding-left:1.1rem}
    .banner .headline{font-weight:650;margin:0}
    .banner.warning{background:var(--warning-soft);border-color:var(--warning-rule);border-left-color:var(--warning)}
    .banner.error{background:var(--error-soft);border-color:var(--error-rule);border-left-color:var(--error)}
    .banner.warning .headline{color:var(--warning)}.banner.error .headline{color:var(--error)}
    .contents{font-size:.875rem;line-height:1.4}
    .contents ol{list-style:none;margin:0;padding:0}
    .contents ol ol{padding-left:.9rem;font-size:.95em}
    .contents li{margin:0}
    .contents a{display:block;padding:.28rem 0 .28rem .8rem;color:var(--muted);text-decoration:none;
    border-left:2px solid transparent}
    .contents a:hover{color:var(--ink)}
    .contents a[aria-current]{color:var(--ink);border-left-color:var(--accent);font-weight:600}
    .contents.side{display:none}
    .contents.top{max-width:var(--measure);margin:0 0 2rem;border:1px solid var(--rule);border-radius:8px;
    background:var(--raised)}
    .contents.top summary{padding:.7rem 1rem;font-weight:600;cursor:pointer}
    .contents.top details>ol{padding:0 .6rem .7rem}
    .tools{position:absolute;top:1.1rem;right:1.25rem}
    button{font:600 .78rem/1 var(--ui);color:var(--muted);background:var(--raised);border:1px solid var(--rule);
    border-radius:6px;padding:.45rem .65rem;cursor:pointer}
    button:hover{color:var(--ink);border-color:var(--strong-rule)}
    @media (min-width:70rem){
    body{grid-template-columns:16rem minmax(0,1fr);column-gap:2.5rem;max-width:82rem;margin:0 auto;padding-left:2rem}
    .contents.top{display:none}
    .contents.side{display:block;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;
    padding:5rem 0 3rem}
    .contents.side .kicker{padding-left:.95rem;margin-bottom:.6rem}
    main{margin:0}}

    """

  private static let prose: StaticString = """
    article>*,.footnotes,.provenance{max-width:var(--measure)}
    article>.cell,article>.scroll{max-width:var(--wide)}
    p{margin:0 0 1.1rem;text-wrap:pretty;hanging-punctuation:first}
    h2,h3,h4,h5,h6{line-height:1.25;letter-spacing:-.012em;font-weight:650;text-wrap:balance;
    margin:2.4em 0 .6em;position:relative}
    h2{font-size:1.75rem;letter-spacing:-.018em;margin-top:2.9em}
    h3{font-size:1.3rem;margin-top:2.2em}h4{font-size:1.08rem}h5,h6{font-size:1rem}h6{color:var(--muted)}
    h2+h3,h3+h4{margin-top:1em}
    article>h2:first-child,article>h2:first-of-type{margin-top:1.5rem}
    .anchor{margin-left:.4em;color:var(--muted);text-decoration:none;font-weight:400;opacity:0}
    :is(h2,h3,h4,h5,h6):hover .anchor,.anchor:focus-visible{opacity:1}
    ul,ol{padding-left:1.5rem;margin:0 0 1.1rem}
    li{margin:.28rem 0}li>ul,li>ol{margin:.2rem 0}
    li::marker{color:var(--muted)}
    .task{list-style:none;display:flex;gap:.6rem;margin-left:-1.5rem}
    .task>div>:last-child{margin-bottom:0}
    .box{flex:none;width:1.05em;height:1.05em;margin-top:.3em;border:1.5px solid var(--strong-rule);border-radius:4px;
    position:relative}
    .box.checked{background:var(--accent);border-color:var(--accent)}
    .box.checked::after{content:"";position:absolute;left:.3em;top:.08em;width:.26em;height:.55em;
    border:solid var(--paper);border-width:0 2px 2px 0;transform:rotate(45deg)}
    blockquote{margin:1.6rem 0;padding:.1rem 0 .1rem 1.25rem;border-left:3px solid var(--strong-rule);color:var(--muted)}
    blockquote>:last-child{margin-bottom:0}
    hr{border:0;border-top:1px solid var(--rule);margin:3rem 0}
    code,pre,samp{font-family:var(--mono);font-size:.875em;font-variant-ligatures:none}
    pre code,pre samp{font-size:1em}
    :not(pre)>code{background:var(--code);border-radius:4px;padding:.12em .35em;overflow-wrap:anywhere}
    code.math{background:none;padding:0;font-style:italic}
    .formula{margin:1.6rem 0;overflow-x:auto;overflow-y:hidden;text-align:center;font-size:1.12em}
    math{font-size:1.08em}
    article img{max-width:100%;height:auto}
    .footnote a{text-decoration:none;padding:0 .15em;font-size:.8em}
    sup{line-height:0}
    .footnotes{margin-top:4rem;padding-top:1.2rem;border-top:1px solid var(--rule);font-size:.9rem;color:var(--muted)}
    .footnotes li>p{margin:0 .4rem 0 0;display:inline}.footnotes .back{display:inline}
    .footnotes .back a{text-decoration:none;margin-right:.3em}
    .no-picture{color:var(--muted);font-style:italic}
    details.answer{margin:1.5rem 0;border:1px solid var(--rule);border-radius:8px;background:var(--raised);padding:0 1.1rem}
    details.answer>summary{padding:.8rem 0;font-weight:600;cursor:pointer}
    details.answer[open]>summary{border-bottom:1px solid var(--rule);margin-bottom:1rem}
    table{border-collapse:collapse;font-size:.92rem;line-height:1.45;font-variant-numeric:tabular-nums lining-nums}
    .scroll{overflow-x:auto;margin:1.6rem 0;max-width:100%}
    th,td{padding:.42rem .9rem .42rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--rule)}
    th+th,th+td,td+td{padding-left:.9rem}
    thead th{font-weight:600;color:var(--muted);border-bottom:1.5px solid var(--strong-rule);vertical-align:bottom}
    tbody th{font-weight:600}
    .left{text-align:left}.center{text-align:center}.right,.number{text-align:right}
    td.number,.share-value,.result code:not(.hash){white-space:nowrap}
    table.shares{width:100%;max-width:44rem}
    caption{text-align:left;padding-bottom:.7rem;line-height:1.45}
    caption strong,figcaption strong{display:block;font-weight:650;color:var(--ink)}
    caption span,figcaption span{color:var(--muted)}
    tr.highlighted>*{background:var(--accent-soft);font-weight:650}
    tr.highlighted>:first-child{box-shadow:inset 3px 0 var(--accent);padding-left:.7rem}
    td.share{min-width:9rem;width:40%}
    .share-value{display:inline-block;min-width:6.2em;text-align:right;padding-right:.8em}
    .share-track{display:inline-block;width:calc(100% - 6.4em);min-width:3rem;height:.62em;background:var(--code);
    border-radius:2px;vertical-align:.02em;overflow:hidden}
    .share-bar{display:block;height:100%;background:var(--s1);border-radius:2px}
    tr.highlighted .share-track{background:var(--paper)}
    table.indicator th,table.indicator td{text-align:center;padding:.3rem .5rem}
    table.indicator tbody th{text-align:right;padding-right:1rem}
    .zero{color:var(--muted);opacity:.75}.one{font-weight:700;color:var(--accent);background:var(--accent-soft)}

    """

  private static let cells: StaticString = """
    .cell{margin:1.9rem 0 2.2rem}
    .cell-head{display:flex;gap:.8rem;align-items:center;font-size:.75rem;line-height:1.4;color:var(--muted);
    padding:0 .1rem .35rem;min-height:1.9rem}
    .cell-label{font-family:var(--mono)}
    .status{margin-left:auto}
    .passed .status{color:var(--good)}.failed .status{color:var(--error);font-weight:650}
    .not-reached .status,.not-run .status{font-style:italic}
    .code{position:relative;background:var(--code);border:1px solid var(--rule);border-radius:8px;padding:.8rem 0;
    overflow-x:auto;font-size:.9375rem;line-height:1.6;margin:0}
    .code.shown{margin:1.6rem 0}
    .code pre{margin:0;width:max-content;min-width:100%;tab-size:4;font-size:.92em}
    .code.shown pre{padding:0 1rem}
    .line{display:block;padding-right:1.2rem}
    .code:not(.shown) .line::before{content:attr(data-n);display:inline-block;width:3.1rem;padding-right:1rem;
    margin-right:0;text-align:right;color:var(--muted);opacity:.7;user-select:none;-webkit-user-select:none;font-size:.86em}
    .line:target{background:var(--accent-soft);box-shadow:inset 3px 0 var(--accent)}
    .kw{color:var(--kw);font-weight:600}.ty{color:var(--ty)}.fn{color:var(--fn)}.nu{color:var(--nu)}
    .st{color:var(--st)}.co{color:var(--co);font-style:italic}.at{color:var(--at)}.lb{color:var(--muted)}
    .marked{text-decoration:underline wavy var(--error);text-decoration-skip-ink:none;text-underline-offset:.25em}
    .marked.mild{text-decoration-color:var(--warning)}
    .not-reached .code,.not-run .code{background:none;border-style:dashed;border-color:var(--strong-rule)}
    .failed .code{border-color:var(--error-rule)}
    .diagnostic{margin:.1rem 0 .5rem;padding:.1rem 0 .5rem;font-size:.92em;line-height:1.5;background:var(--error-soft);
    border-top:1px solid var(--error-rule);border-bottom:1px solid var(--error-rule)}
    .diagnostic p{margin:.2rem 0 0;padding:0 1rem 0 3.1rem;position:sticky;left:0;max-width:min(48rem,calc(100vw - 3rem))}
    .diagnostic strong{color:var(--error)}
    .diagnostic .caret{color:var(--error);padding-left:3.1rem;line-height:1.25;font-weight:700;font-size:1em}
    .diagnostic .note strong,.diagnostic .fix strong{color:var(--muted)}
    .diagnostic.warning{background:var(--warning-soft);border-color:var(--warning-rule)}
    .diagnostic.warning strong,.diagnostic.warning .caret{color:var(--warning)}
    .diagnostic.loose{border:1px solid var(--error-rule);border-radius:6px;padding:.5rem 0}
    .diagnostic.loose p{padding:0 1rem}.diagnostic.loose.warning{border-color:var(--warning-rule)}
    .fold>summary{cursor:pointer;color:var(--muted);font-size:.85rem;padding:.2rem 0 .5rem}
    .outputs{margin-top:.9rem;padding-left:1.1rem;border-left:2px solid var(--accent-rule)}
    .failed .outputs{border-left-color:var(--error-rule)}
    .bare .outputs{margin-top:0;padding-left:0;border:0}
    .outputs>*{margin:1.1rem 0}.outputs>:first-child{margin-top:0}.outputs>:last-child{margin-bottom:0}
    pre.printed,pre.value{margin:0;font-size:.86rem;line-height:1.55;overflow:auto;max-height:26rem;tab-size:8}
    pre.wrapping{white-space:pre-wrap;overflow-wrap:anywhere}
    p.notice{padding:.6rem .9rem;border-left:3px solid var(--accent);background:var(--accent-soft);border-radius:4px;
    font-size:.92rem;margin:0}
    .explanation{border:1px solid var(--accent-rule);border-radius:12px;max-width:var(--wide);
    background:linear-gradient(var(--accent-soft),var(--raised) 9rem);margin:1.8rem 0}
    .outputs>.explanation{margin-left:-1.2rem;position:relative}
    .explanation>details>summary{cursor:pointer;padding:1rem 1.4rem .9rem;list-style:none;display:block;position:relative}
    .explanation>details>summary::-webkit-details-marker{display:none}
    .explanation>details>summary::after{content:"";position:absolute;right:1.4rem;top:1.75rem;width:.5rem;height:.5rem;
    border:solid var(--muted);border-width:0 2px 2px 0;transform:rotate(45deg)}
    .explanation>details[open]>summary::after{transform:rotate(225deg);top:2rem}
    .explanation .kicker{display:block;color:var(--accent);margin:0 0 .15rem;font-weight:600}
    .explanation-title{font-size:1.2rem;line-height:1.3;font-weight:650;letter-spacing:-.012em;padding-right:2rem;display:block}
    .explanation-body{padding:.1rem 1.4rem 1.3rem}
    .explanation-body>p{max-width:var(--measure)}
    .explanation-body>:last-child{margin-bottom:0}
    .provenance{margin-top:4.5rem;padding-top:.5rem;border-top:1px solid var(--rule);font-size:.92rem}
    .provenance h2{font-size:1.3rem;margin:1.6rem 0 .6rem}.provenance h3{font-size:1.02rem;margin:1.8rem 0 .4rem}
    .provenance dl{display:grid;gap:.35rem;margin:0}
    .provenance dl div{display:grid;grid-template-columns:12.5rem minmax(0,1fr);gap:1rem}
    .provenance dt{color:var(--muted)}.provenance dd{margin:0}
    .hash{overflow-wrap:anywhere;font-size:.78rem}
    .origin{font-size:.78rem;font-weight:600;color:var(--muted);border:1px solid var(--rule);border-radius:99px;
    padding:.1rem .6rem;margin-left:.4rem;white-space:nowrap}
    .licence{color:var(--muted)}

    """

  private static let figures: StaticString = """
    figure{margin:1.6rem 0}
    figcaption{font-size:.92rem;line-height:1.45;margin-bottom:.6rem;max-width:var(--measure)}
    .captioned{margin:0}.captioned>figcaption{margin:.8rem 0 0;color:var(--muted)}
    .plot{container-type:inline-size;position:relative}
    svg.chart{display:block;width:100%;height:auto;overflow:visible;font:12px/1 var(--ui);
    font-variant-numeric:tabular-nums lining-nums}
    svg.wide{max-width:860px}svg.narrow{display:none;max-width:520px}
    @container (max-width:33rem){svg.wide{display:none}svg.narrow{display:block}}
    .chart text{fill:var(--muted)}
    .chart .grid{stroke:var(--rule);fill:none}.chart .axis{stroke:var(--strong-rule);fill:none}
    .chart .x,.chart .values text{text-anchor:middle}.chart .y,.chart .end{text-anchor:end}
    .chart .label{font-weight:600}.chart .empty{font-size:14px}
    .chart .legend text{fill:var(--ink)}
    .chart .stroke{fill:none;stroke:var(--c);stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
    .chart .dashed{stroke-dasharray:6 5}
    .chart .marker{fill:var(--c);stroke:var(--raised);stroke-width:1}
    .chart .dot{fill:var(--c);fill-opacity:.72}
    .chart .cloud{fill:none;stroke:var(--c);stroke-width:2.6;stroke-linecap:round;stroke-opacity:.7}
    .chart .cloud.square{stroke-linecap:square}
    .chart .bar{fill:var(--c)}.chart .hollow{fill-opacity:.16;stroke:var(--c);stroke-width:1.5}
    .chart .missing{stroke:var(--error);stroke-width:1.75;fill:none}
    .chart .ends text{fill:var(--c);font-weight:600}.chart .ends .value{font-weight:400}
    svg.narrow{font-size:13px}.chart .values text{fill:var(--ink)}
    .chart .ends text{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
    .explanation .chart .ends text{stroke:var(--raised)}
    .s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}.s5{--c:var(--s5)}.s6{--c:var(--s6)}
    .side-by-side{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1.5rem 2rem}
    .side-by-side>figure{margin:0;display:grid;grid-template-rows:auto 1fr auto}
    .figure-note{font-size:.85rem;color:var(--muted);margin:.4rem 0 0}
    details.data{margin-top:.5rem;font-size:.85rem}
    details.data>summary{cursor:pointer;color:var(--muted);width:max-content}
    details.data .scroll{max-height:20rem;overflow:auto;margin:.6rem 0 0}
    details.data table{font-size:.85rem}
    .cursor{position:absolute;top:0;bottom:0;width:1px;background:var(--strong-rule);pointer-events:none;display:none}
    .read-out{position:absolute;top:0;pointer-events:none;display:none;background:var(--raised);color:var(--ink);
    border:1px solid var(--strong-rule);border-radius:6px;padding:.3rem .55rem;font-size:.78rem;line-height:1.45;
    white-space:pre;font-variant-numeric:tabular-nums;box-shadow:0 2px 8px rgb(0 0 0/.12)}
    .images{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,var(--w));gap:.9rem 14px;margin:0;padding:0;
    max-width:calc(var(--n)*(var(--w) + 14px) - 13px)}
    .images li{margin:0;display:flex;flex-direction:column;gap:.25rem}
    .images img{display:block;image-rendering:pixelated;border-radius:4px;box-shadow:0 0 0 1px var(--rule)}
    .image-caption{font-size:.8rem;line-height:1.3;color:var(--muted);text-align:center;font-variant-numeric:tabular-nums;
    max-width:var(--w)}
    .beside{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 2.2rem;align-items:start;margin:1.6rem 0}
    .beside>*{margin:0}.beside .images{width:var(--w)}.beside figcaption{max-width:12rem}

    """

  private static let components: StaticString = """
    .rail{margin-top:1.6rem}
    .rail ol{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:.3rem}
    .rail li>*{display:flex;flex-direction:column;gap:.1rem;padding:.45rem .2rem .1rem 0;border-top:3px solid var(--accent);
    text-decoration:none;color:inherit;font-size:.86rem;line-height:1.3}
    .rail .stage{font-weight:600}.rail .where{font-size:.75rem;color:var(--muted)}
    .rail a:hover .stage{text-decoration:underline}
    .rail .absent>*{border-top-style:dashed;border-top-color:var(--strong-rule);color:var(--muted)}
    .rail .failed>*{border-top-color:var(--error)}.rail .not-reached>*,.rail .not-run>*{border-top-color:var(--strong-rule)}
    .stage-tag{border:1px solid var(--rule);border-radius:99px;padding:.02rem .5rem}
    .muted{color:var(--muted);font-weight:400}
    .figure .result{margin:0}.figure>.scroll{margin:.9rem 0}
    .pixels{display:block;image-rendering:pixelated}
    .place path{stroke:var(--muted);stroke-dasharray:2 4;fill:none}
    .chart .place text{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
    .explanation .chart .place text{stroke:var(--raised)}
    .controls{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.7rem 0;font-size:.86rem}
    .controls label{display:flex;gap:.6rem;align-items:center}
    .controls input[type=range]{accent-color:var(--accent);width:11rem;max-width:45vw;margin:.3rem 0;min-height:24px}
    .controls output{font-variant-numeric:tabular-nums;color:var(--muted);min-width:3.2rem}
    button{min-height:26px;min-width:26px}
    button[aria-pressed=true]{background:var(--accent-soft);color:var(--accent);border-color:var(--accent)}
    .drawing{overflow-x:auto}.network-drawing{max-width:none;display:block;font:12px/1 var(--ui)}
    .network-drawing text{text-anchor:middle;fill:var(--muted)}.network-drawing .size{fill:var(--ink);font-weight:650;font-size:14px}
    .network-drawing .detail{fill:var(--accent);font-weight:600}
    .network-drawing .block{fill:var(--accent-soft);stroke:var(--accent)}.network-drawing .cells{stroke:var(--accent-rule);fill:none}
    .network-drawing .neuron{fill:var(--raised);stroke:var(--accent);stroke-width:1.75}
    .network-drawing .links{stroke:var(--strong-rule);stroke-width:.6;fill:none;stroke-opacity:.75}
    .network-drawing .arrow{stroke:var(--muted);fill:none;stroke-width:1.5}
    .parameters tbody tr:last-child>*{font-weight:650;border-top:1.5px solid var(--strong-rule)}
    .contact{position:relative;width:max-content;max-width:100%}
    .contact img{max-width:100%;height:auto;border-radius:4px;box-shadow:0 0 0 1px var(--rule);background:#fff}
    .contact .picked{position:absolute;border:2px solid var(--s2);border-radius:3px;pointer-events:none}
    .numbers pre{font-size:.6rem;line-height:1.35;overflow:auto;margin:.4rem 0;white-space:pre}
    .indicator .chosen{background:var(--accent-soft)}
    .side-by-side.small{grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr))}
    .softmax .sum>*{border-top:1.5px solid var(--strong-rule);border-bottom:0;font-weight:650}
    .signed{min-width:5.5rem;width:26%}.signed-track{position:relative;display:block;height:.62em;background:
    linear-gradient(90deg,var(--code) calc(50% - .5px),var(--strong-rule) 0,var(--strong-rule) calc(50% + .5px),var(--code) 0);border-radius:2px}
    .signed-bar{position:absolute;top:0;bottom:0;background:var(--s1)}.signed-bar.below{background:var(--s2)}
    .gradient,.trace-table{width:100%;font-size:.84rem}.gradient th,.gradient td,.trace-table th,.trace-table td{padding-top:.22rem;padding-bottom:.22rem}
    .trace-table .share{min-width:7rem;width:26%}.trace-table .share-value{min-width:3.6em}.trace-table .share-track{width:calc(100% - 3.8em)}
    .trace-table tbody tr:nth-last-child(2)>*{border-top:1.5px solid var(--strong-rule)}.trace-table tbody tr:last-child>*{font-weight:650}
    .thumbs{list-style:none;display:flex;flex-wrap:wrap;gap:6px;padding:0;margin:.6rem 0}
    .thumbs li{margin:0}.thumbs button{padding:2px;border-width:2px;border-radius:6px}.thumbs button[aria-pressed=true]{border-color:var(--accent)}
    .thumbs .wrong button,.thumbs .wrong>img{box-shadow:0 3px 0 -1px var(--s2)}
    .weight-tiles .image-caption b,.gallery .image-caption b{color:var(--ink)}
    .snapshots img,.weight-tiles img{border-radius:3px;max-width:100%;height:auto}
    .matrix{font-size:.84rem;table-layout:auto}.matrix th,.matrix td{padding:.3rem .5rem;text-align:right;border-bottom:1px solid var(--paper)}
    .matrix thead th{border-bottom:1.5px solid var(--strong-rule)}.matrix .corner{font-size:.75rem;color:var(--muted);text-align:left;white-space:nowrap}
    .matrix .count{text-align:right;min-width:2.7rem;position:relative;border-left:1px solid var(--paper);--k:0;
    background:color-mix(in srgb,var(--c) calc(var(--k)*9%),var(--raised))}
    .matrix .count.right{--c:var(--s1)}.matrix .count.wrong{--c:var(--s2)}
    .matrix .q1{--k:1}.matrix .q2{--k:2}.matrix .q3{--k:3}.matrix .q4{--k:4}.matrix .q5{--k:5}.matrix .q6{--k:6}
    .matrix .right{font-weight:650}.matrix .q0{color:var(--muted)}
    .matrix .count button{background:none;border:0;font:inherit;color:inherit;padding:.15rem .3rem;text-decoration:underline dotted;text-underline-offset:.2em;min-width:0}
    .matrix tfoot td,.matrix tfoot th{color:var(--muted);border-bottom:0;font-size:.92em}.matrix tfoot tr:first-child>*{border-top:1.5px solid var(--strong-rule)}
    .pair-list{columns:2 16rem;margin-top:.6rem}.pair{break-inside:avoid;display:flex;gap:.6rem;align-items:center;padding:.15rem 0}
    .pair-name{min-width:8.5rem;color:var(--muted)}.pair-pictures{display:flex;gap:3px;flex-wrap:wrap}
    .chosen-pair .pair{margin:.5rem 0}.chosen-pair img{width:56px;height:56px}.chosen-pair .pair-name{font-size:.9rem;color:var(--ink)}
    .gallery .mini{display:grid;grid-template-columns:minmax(1.1em,auto) minmax(0,1fr) auto;gap:.35em;align-items:center;font-size:.7rem;line-height:1.2}
    .mini-name{overflow:hidden;text-overflow:ellipsis;max-width:4em;white-space:nowrap}.mini-value{color:var(--muted)}
    .mini-track{background:var(--code);height:.55em;border-radius:2px}.mini-bar{display:block;height:100%;border-radius:2px}
    .mini-bar.wrong{background:var(--s2)}.mini-bar.right{background:var(--s1)}
    .diagnosis>figcaption{font-size:1rem}.evidence{margin:.4rem 0}.advice{max-width:var(--measure)}
    .shapes{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(6.6rem,1fr));gap:.6rem;padding:0;margin:1rem 0 0;font-size:.78rem;color:var(--muted)}
    .shapes li{border:1px solid var(--rule);border-radius:8px;padding:.5rem .6rem;margin:0}.shapes svg{display:block;max-width:100%;margin-bottom:.2rem}
    .shapes .this{border-color:var(--accent);background:var(--accent-soft);color:var(--ink);font-weight:600}
    .shapes .axis{stroke:var(--strong-rule);fill:none}.shapes .curve{stroke:var(--s1);fill:none;stroke-width:2.25}
    .shapes .second{stroke:var(--s2);fill:none;stroke-width:2;stroke-dasharray:5 4}
    .heat-map{max-width:480px}.heat-map .above{fill:var(--s1)}.heat-map .below{fill:var(--s2)}
    .heat-map .h1{fill-opacity:.13}.heat-map .h2{fill-opacity:.26}.heat-map .h3{fill-opacity:.4}.heat-map .h4{fill-opacity:.54}
    .heat-map .h5{fill-opacity:.68}.heat-map .h6{fill-opacity:.84}.heat-map .missing{fill:none;stroke:var(--error)}
    .heat-map .contour{fill:none;stroke:var(--muted);stroke-width:1;stroke-opacity:.8}.heat-map .k1,.heat-map .k2{stroke-opacity:1;stroke-width:1.4}
    .heat-map .walker{fill:var(--c);stroke:var(--raised);stroke-width:2}
    .pad-board{display:grid;grid-template-columns:auto minmax(0,1fr);gap:1.5rem;align-items:start;margin:.8rem 0}
    .pad-board canvas{background:#fff;border:1px solid var(--strong-rule);border-radius:8px;touch-action:none;width:280px;height:280px;cursor:crosshair}
    .pad-answers{display:grid;gap:.25rem;font-size:.88rem;max-width:26rem}
    .pad-answers div{display:grid;grid-template-columns:minmax(1.5rem,auto) 1fr 4rem;gap:.6rem;align-items:center}
    .pad-answers .mini-track{height:.7rem}.pad-answers .best{font-weight:700}.pad-answers .mini-value{text-align:right;font-variant-numeric:tabular-nums}
    .samples button{padding:2px;line-height:0}.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

    """

  private static let adaptations: StaticString = """
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]) :is(.images img,.pixels){filter:brightness(.88);box-shadow:none}}
    :root[data-theme=dark] :is(.images img,.pixels){filter:brightness(.88);box-shadow:none}
    @media (max-width:40rem){
    html{font-size:1rem}header.title{padding-top:3.6rem}h2{font-size:1.5rem;margin-top:2.4em}
    .code:not(.shown) .line::before{width:2.4rem;padding-right:.7rem}
    .diagnostic p,.diagnostic .caret{padding-left:2.4rem}
    .cell,.code.shown{margin-left:-.5rem;margin-right:-.5rem}
    .outputs{padding-left:.7rem;margin-left:.5rem;margin-right:.5rem}.outputs>.explanation{margin-left:-1.2rem;margin-right:-.5rem}
    .explanation>details>summary,.explanation-body{padding-left:1rem;padding-right:1rem}
    .results dl{display:grid;grid-template-columns:1fr 1fr;gap:.8rem 1.2rem}.results dd{font-size:1.45rem}
    .provenance dl div{grid-template-columns:1fr;gap:0;margin-bottom:.4rem}
    th,td{padding-top:.36rem;padding-bottom:.36rem}th+th,th+td,td+td{padding-left:.6rem}th,td{padding-right:.6rem}
    td.share{min-width:0;width:auto}.share-value{padding:0;min-width:0}
    table.shares{font-size:.7rem}table.shares th,table.shares td{padding-inline:.28em}table.shares caption{font-size:.85rem}
    .share-track{display:block;width:100%;min-width:0;height:.4em;margin:.15em 0 .1em}
    .rail ol{grid-template-columns:repeat(3,minmax(0,1fr));gap:.7rem .5rem}
    .pad-board{grid-template-columns:minmax(0,1fr)}.numbers pre{font-size:.5rem}.matrix{font-size:.72rem}.matrix th,.matrix td{padding:.25rem .3rem}
    .matrix .count{min-width:1.9rem}.signed{min-width:3.5rem}.gradient,.trace-table{font-size:.74rem}.trace-table .share{min-width:0}
    .images{gap:.7rem 10px}.beside{grid-template-columns:minmax(0,1fr);gap:1.2rem}}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}
    .explanation>details>summary::after{transition:transform .15s}.contents a{transition:color .15s}}
    @media (forced-colors:active){.chart .stroke,.chart .axis,.chart .grid{stroke:CanvasText}
    .chart text{fill:CanvasText}.share-bar{background:CanvasText}.box.checked{background:CanvasText}}
    @media print{
    :root{--paper:#fff;--raised:#fff;--code:#f6f6f4}html{font-size:10.5pt}
    body{display:block;padding:0;max-width:none}main{max-width:none;padding:0}
    .contents,.tools,.skip,.anchor,button,.controls,.cursor,.read-out,.pad{display:none!important}
    header.title{padding-top:0}article>*,.footnotes,.provenance{max-width:none}
    details::details-content{content-visibility:visible;block-size:auto}
    .code,pre.printed,pre.value,.scroll{overflow:visible;max-height:none}
    .code pre,pre.printed,pre.value{white-space:pre-wrap;width:auto}
    figure,.explanation>details>summary,tr,li,.diagnostic{break-inside:avoid}h2,h3,h4,.cell-head{break-after:avoid}
    a{color:inherit}}

    """
}
