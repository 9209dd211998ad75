/// What the page can do beyond being read: switch its theme, copy code, read a chart's numbers at the
/// pointer or with the arrow keys, mark the section being read, open everything for print.
///
/// The page says everything without it. It is the only script that the page's policy lets run: the
/// policy names its SHA-256, so nothing that a lesson contains could ever be one.
enum PageScript {
  /// The value of the Content-Security-Policy of the page.
  static let securityPolicy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    + "script-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"

  /// SHA-256 of `text` in base64; a test says what it must be.
  static let digest = "PvBRj75nHaT3uJYk7YPct1e7JXq0zs+6Uw2geKaNn/Q="

  static let text: StaticString = """
    (function () {
    'use strict';
    var root = document.documentElement;
    function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
    function make(name, style, within) {
      var node = document.createElement(name);
      node.className = style;
      within.appendChild(node);
      return node;
    }

    // The theme: the system's until the reader chooses.
    var system = matchMedia('(prefers-color-scheme: dark)');
    function isDark() { return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches; }
    try {
      var stored = localStorage.getItem('lesson-theme');
      if (stored === 'dark' || stored === 'light') root.dataset.theme = stored;
    } catch (error) { /* a page from a file may have no storage */ }
    var tools = make('div', 'tools', document.body);
    var theme = make('button', 'theme', tools);
    theme.type = 'button';
    function nameTheme() { theme.textContent = isDark() ? 'Light' : 'Dark'; theme.setAttribute('aria-label', 'Switch to the ' + (isDark() ? 'light' : 'dark') + ' theme'); }
    nameTheme();
    system.addEventListener('change', nameTheme);
    theme.addEventListener('click', function () {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      try { localStorage.setItem('lesson-theme', root.dataset.theme); } catch (error) { /* as above */ }
      nameTheme();
    });

    // Copy the code of a cell as it stands, without the diagnostics between its lines.
    all('.cell').forEach(function (cell) {
      var head = cell.querySelector('.cell-head');
      var code = all('.code > pre > code', cell).map(function (part) { return part.textContent; }).join('');
      if (!head || !code || !navigator.clipboard) return;
      var button = make('button', 'copy', head);
      button.type = 'button';
      button.textContent = 'Copy';
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(code).then(function () { button.textContent = 'Copied'; }, function () { button.textContent = 'Select and copy by hand'; });
        setTimeout(function () { button.textContent = 'Copy'; }, 1600);
      });
    });

    // Read the numbers of a chart: its data table has the words, the picture has the places.
    all('.chart-figure').forEach(function (figure) {
      var plot = figure.querySelector('.plot');
      var table = figure.querySelector('.data table');
      var pictures = all('svg[data-x]', figure);
      if (!plot || !table || !pictures.length) return;
      var names = all('thead th', table).map(function (cell) { return cell.textContent; });
      var rows = all('tbody tr', table).map(function (row) { return all('td', row).map(function (cell) { return cell.textContent; }); });
      var line = make('div', 'cursor', plot);
      var words = make('div', 'read-out', plot);
      var current = -1;
      plot.tabIndex = 0;
      plot.setAttribute('role', 'group');
      plot.setAttribute('aria-label', 'Chart; left and right arrow keys read its values');
      words.setAttribute('role', 'status');
      function visible() { return pictures.filter(function (picture) { return picture.getBoundingClientRect().width > 0; })[0]; }
      function show(index) {
        var picture = visible();
        if (!picture || index < 0 || index >= rows.length) return;
        current = index;
        var places = picture.dataset.x.split(' ').map(Number);
        var box = picture.getBoundingClientRect();
        var outer = plot.getBoundingClientRect();
        var scale = box.width / picture.viewBox.baseVal.width;
        var x = box.left - outer.left + places[index] * scale;
        line.style.left = x + 'px';
        line.style.top = picture.dataset.top * scale + 'px';
        line.style.height = (picture.dataset.bottom - picture.dataset.top) * scale + 'px';
        line.style.display = words.style.display = 'block';
        words.textContent = rows[index].map(function (value, column) { return names[column] + '  ' + value; }).join('\\n');
        var width = words.offsetWidth;
        words.style.left = (x + 12 + width > outer.width ? Math.max(0, x - 12 - width) : x + 12) + 'px';
        words.style.top = picture.dataset.top * scale + 'px';
      }
      function hide() { line.style.display = words.style.display = 'none'; current = -1; }
      plot.addEventListener('pointermove', function (event) {
        var picture = visible();
        if (!picture) return;
        var box = picture.getBoundingClientRect();
        var at = (event.clientX - box.left) / box.width * picture.viewBox.baseVal.width;
        var nearest = 0;
        picture.dataset.x.split(' ').map(Number).forEach(function (place, index, places) { if (Math.abs(place - at) < Math.abs(places[nearest] - at)) nearest = index; });
        show(nearest);
      });
      plot.addEventListener('pointerleave', hide);
      plot.addEventListener('blur', hide);
      plot.addEventListener('keydown', function (event) {
        if (event.key === 'ArrowRight') show(Math.min(current + 1, rows.length - 1));
        else if (event.key === 'ArrowLeft') show(current < 0 ? rows.length - 1 : Math.max(current - 1, 0));
        else if (event.key === 'Escape') hide();
        else return;
        event.preventDefault();
      });
    });

    // Mark the section being read.
    var links = all('.contents.side a');
    var targets = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    function mark() {
      var current = -1;
      targets.forEach(function (target, index) { if (target && target.getBoundingClientRect().top < innerHeight * 0.3) current = index; });
      links.forEach(function (link, index) { if (index === current) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current'); });
    }
    if (links.length) { addEventListener('scroll', mark, { passive: true }); mark(); }

    // Paper cannot be opened.
    addEventListener('beforeprint', function () { all('details:not(.data)').forEach(function (details) { details.open = true; }); });
    })();
    """
}
