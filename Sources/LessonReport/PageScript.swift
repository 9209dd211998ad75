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
  static let digest = "y98FDHx0yUXjindH9Vh4MVSU96wdtffzUB1jfBxvpSU="

  static let text: StaticString = """
    (function () {
    'use strict';
    var root = document.documentElement;
    function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
    function one(selector, within) { return (within || document).querySelector(selector); }
    function make(name, style, within, words) {
      var node = document.createElement(name);
      if (style) node.className = style;
      if (words !== undefined) node.textContent = words;
      if (within) within.appendChild(node);
      return node;
    }
    function button(words, within, action) {
      var node = make('button', '', within, words);
      node.type = 'button';
      node.addEventListener('click', action);
      return node;
    }
    function press(buttons, chosen) { buttons.forEach(function (node) { node.setAttribute('aria-pressed', node === chosen ? 'true' : 'false'); }); }
    function range(words, least, most, step, value, within, action) {
      var label = make('label', '', within, words);
      var input = make('input', '', label);
      input.type = 'range'; input.min = least; input.max = most; input.step = step; input.value = value;
      var out = make('output', '', label);
      function tell() { out.textContent = action(Number(input.value)); }
      input.addEventListener('input', tell);
      tell();
      return input;
    }
    function controls(before, name) {
      var node = document.createElement('div');
      node.className = 'controls';
      node.setAttribute('role', 'group');
      node.setAttribute('aria-label', name);
      before.parentNode.insertBefore(node, before);
      return node;
    }
    function json(selector, within) { var node = one(selector, within); try { return node && JSON.parse(node.textContent); } catch (error) { return null; } }
    function brief(x, digits) {
      if (x === 0) return '0';
      var size = Math.abs(x);
      return size < 1e-4 || size >= 1e7 ? x.toExponential(digits - 1) : String(Number(x.toPrecision(digits)));
    }
    function best(values) { var at = 0; values.forEach(function (value, index) { if (value > values[at]) at = index; }); return at; }
    function setBar(cell, share, words) {
      var bar = one('.share-bar', cell);
      if (bar) bar.style.width = Math.min(Math.max(share, 0), 1) * 100 + '%';
      one('.share-value', cell).textContent = words;
    }
    function setSigned(cell, share) {
      var bar = one('.signed-bar', cell);
      var width = Math.min(Math.abs(share), 1) * 50;
      bar.className = share < 0 ? 'signed-bar below' : 'signed-bar';
      bar.style.left = (share < 0 ? 50 - width : 50) + '%';
      bar.style.width = width + '%';
    }
    /* The pixels of a picture, or of a part of it, as numbers: 0 is paper, 255 is ink. */
    function pixels(image, x, y, width, height) {
      var canvas = document.createElement('canvas');
      canvas.width = width; canvas.height = height;
      var context = canvas.getContext('2d', { willReadFrequently: true });
      context.drawImage(image, x, y, width, height, 0, 0, width, height);
      var data = context.getImageData(0, 0, width, height).data;
      var result = [];
      for (var index = 0; index < data.length; index += 4) result.push(255 - data[index]);
      return result;
    }

    // The theme: the system's until the reader chooses.
    var system = matchMedia('(prefers-color-scheme: dark)');
    function isDark() { return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches; }
    try {
      var stored = localStorage.getItem('lesson-theme');
      if (stored === 'dark' || stored === 'light') root.dataset.theme = stored;
    } catch (error) { /* a page from a file may have no storage */ }
    var tools = make('div', 'tools', document.body);
    tools.lang = 'en';
    var theme = button('', tools, function () {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      try { localStorage.setItem('lesson-theme', root.dataset.theme); } catch (error) { /* as above */ }
      nameTheme();
    });
    theme.className = 'theme';
    function nameTheme() { theme.textContent = isDark() ? 'Light' : 'Dark'; theme.setAttribute('aria-label', (isDark() ? 'Light' : 'Dark') + ' theme'); }
    nameTheme();
    system.addEventListener('change', nameTheme);

    // Copy the code of a cell as it stands, without the diagnostics between its lines.
    all('.cell').forEach(function (cell) {
      var head = one('.cell-head', cell);
      var code = all('.code > pre > code', cell).map(function (part) { return part.textContent; }).join('');
      if (!head || !code || !navigator.clipboard) return;
      var copy = button('Copy', head, function () {
        navigator.clipboard.writeText(code).then(function () { copy.textContent = 'Copied'; }, function () { copy.textContent = 'Select and copy by hand'; });
        setTimeout(function () { copy.textContent = 'Copy'; }, 1600);
      });
      copy.className = 'copy';
    });

    // Read the numbers of a chart: its data table has the words, the picture has the places.
    all('.chart-figure').forEach(function (figure) {
      var plot = one('.plot', figure);
      var table = one('.data table', figure);
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

    // A sheet of pictures: choose one and read its numbers.
    all('.figure.sheet').forEach(function (figure) {
      var sheet = one('.contact', figure), image = one('img', sheet), note = one('.figure-note', figure), text = one('.numbers samp', figure);
      if (!image || !text) return;
      var labels = json('.contact-labels', figure) || [];
      var columns = Number(sheet.dataset.columns), count = Number(sheet.dataset.count);
      var width = Number(sheet.dataset.width), height = Number(sheet.dataset.height);
      var lines = Math.ceil(count / columns), current = 0, divided = false;
      var frame = make('div', 'picked', sheet);
      sheet.tabIndex = 0;
      sheet.setAttribute('role', 'group');
      sheet.setAttribute('aria-label', 'Pictures; arrow keys choose one, and its numbers stand below');
      function choose(index) {
        if (index < 0 || index >= count) return;
        current = index;
        var column = index % columns, row = Math.floor(index / columns);
        frame.style.left = column / columns * 100 + '%'; frame.style.top = row / lines * 100 + '%';
        frame.style.width = 100 / columns + '%'; frame.style.height = 100 / lines + '%';
        var values = pixels(image, column * (width + 2) + 1, row * (height + 2) + 1, width, height);
        var rows = [];
        for (var y = 0; y < height; y++) rows.push(values.slice(y * width, (y + 1) * width).map(function (value) { return divided ? (value / 255).toFixed(2) : String(value).padStart(3); }).join(' '));
        text.textContent = rows.join('\\n');
        note.textContent = 'The numbers of picture ' + index + (labels[index] !== undefined ? ', which shows ' + labels[index] : '') + (divided ? ', divided by 255: 0 is paper, 1 is ink.' : ': 0 is paper, 255 is ink.');
      }
      sheet.addEventListener('click', function (event) {
        var box = image.getBoundingClientRect();
        choose(Math.floor((event.clientY - box.top) / box.height * lines) * columns + Math.floor((event.clientX - box.left) / box.width * columns));
        one('.numbers', figure).open = true;
      });
      sheet.addEventListener('keydown', function (event) {
        var step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
        if (step === undefined) return;
        choose(current + step);
        one('.numbers', figure).open = true;
        event.preventDefault();
      });
      var bar = controls(one('.numbers pre', figure), 'Form of the numbers');
      var divide = button('Divide by 255', bar, function () { divided = !divided; divide.setAttribute('aria-pressed', divided); choose(current); });
      divide.setAttribute('aria-pressed', 'false');
    });

    // One-hot rows: choose a label.
    all('.figure.one-hot').forEach(function (figure) {
      var table = one('table', figure), rows = all('tbody tr', table);
      if (!table) return;
      var bar = controls(one('.scroll', figure), 'Choose a label');
      var words = make('span', 'muted');
      words.setAttribute('role', 'status');
      var buttons = rows.map(function (row) {
        var name = one('th', row).textContent;
        return button(name, bar, function (event) {
          press(buttons, event.currentTarget);
          rows.forEach(function (other) { all('td', other).forEach(function (cell) { cell.classList.toggle('chosen', other === row); }); });
          words.textContent = name + ' \\u2192 (' + all('td', row).map(function (cell) { return cell.textContent; }).join(', ') + ')';
        });
      });
      bar.appendChild(words);
    });

    // Softmax: another temperature, or a constant added to every logit.
    all('.figure.softmax').forEach(function (figure) {
      var logits = json('.softmax-data', figure), table = one('.softmax-table', figure);
      if (!logits || !table) return;
      var rows = all('tbody tr', table);
      var original = rows.map(function (row) { return row.innerHTML; });
      var temperature = 1, constant = 0, ready = false;
      function tell() {
        if (!ready) return;
        if (temperature === 1 && constant === 0) { rows.forEach(function (row, index) { row.innerHTML = original[index]; }); return; }
        var z = logits.map(function (value) { return (value + constant) / temperature; });
        var largest = Math.max.apply(null, z);
        var e = z.map(function (value) { return Math.exp(value - largest); });
        var sum = e.reduce(function (a, b) { return a + b; }, 0);
        logits.forEach(function (value, index) {
          var cells = all('td', rows[index]);
          cells[0].textContent = z[index].toFixed(3);
          cells[1].textContent = (z[index] - largest).toFixed(3);
          cells[2].textContent = brief(e[index], 5);
          setBar(cells[3], e[index] / sum, brief(e[index] / sum, 4));
        });
        var foot = all('td', rows[logits.length]);
        if (foot[2]) foot[2].textContent = brief(sum, 5);
      }
      var bar = controls(figure.lastElementChild, 'Change the logits');
      var heat = range('Temperature T: z is divided by it', 0.25, 4, 0.25, 1, bar, function (value) { temperature = value; tell(); return value.toFixed(2); });
      var add = range('Add a constant to every z', -10, 10, 1, 0, bar, function (value) { constant = value; tell(); return String(value); });
      button('As computed', bar, function () { heat.value = 1; add.value = 0; heat.dispatchEvent(new Event('input')); add.dispatchEvent(new Event('input')); });
      ready = true;
    });

    // The cost of an answer, for any probability.
    all('.figure.lens').forEach(function (figure) {
      var after = one('.chart-figure .plot', figure);
      if (!after) return;
      var bar = controls(after.nextElementSibling || after, 'Try a probability');
      range('Probability of the truth', 0.01, 1, 0.01, 0.5, bar, function (p) {
        return 'p = ' + p.toFixed(2) + ': cross-entropy ' + (0 - Math.log(p)).toFixed(3).replace('-0.000', '0.000') + ', squared error ' + ((1 - p) * (1 - p)).toFixed(3) + ', push on this output ' + (p - 1).toFixed(2);
      });
    });

    // A walk downhill, step by step.
    all('.figure.descent').forEach(function (figure) {
      var walks = json('.descent-data', figure), map = one('.heat-map', figure);
      if (!walks || !map) return;
      var s = map.dataset.scale.split(' ').map(Number);
      var most = Math.max.apply(null, walks.map(function (walk) { return walk.w.length - 1; }));
      var dots = walks.map(function (walk, index) {
        var dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
        dot.setAttribute('class', 'walker s' + (index % 6 + 1));
        dot.setAttribute('r', '6');
        map.appendChild(dot);
        return dot;
      });
      var bar = controls(figure.children[1], 'Follow the walks');
      var words = make('p', 'figure-note');
      words.setAttribute('role', 'status');
      range('Step', 0, most, 1, 0, bar, function (step) {
        words.textContent = walks.map(function (walk, index) {
          var at = Math.min(step, walk.w.length - 1);
          var x = s[2] + (walk.w[at] - s[0]) / (s[1] - s[0]) * (s[3] - s[2]);
          var y = s[6] + (walk.b[at] - s[4]) / (s[5] - s[4]) * (s[7] - s[6]);
          var inside = walk.w[at] >= s[0] && walk.w[at] <= s[1] && walk.b[at] >= s[4] && walk.b[at] <= s[5];
          dots[index].setAttribute('visibility', inside ? 'visible' : 'hidden');
          dots[index].setAttribute('cx', x); dots[index].setAttribute('cy', y);
          return walk.name + ': weight ' + brief(walk.w[at], 4) + ', bias ' + brief(walk.b[at], 4) + ', error ' + brief(walk.loss[at], 3);
        }).join('; ');
        return String(step);
      });
      bar.appendChild(words);
    });

    // The way of a picture through the network.
    all('.figure.traces').forEach(function (figure) {
      var data = json('.trace-data', figure), table = one('.trace-table', figure), name = one('.trace-name', figure);
      if (!data || !table) return;
      var heads = all('thead th', table), rows = all('tbody tr', table), buttons = [];
      function show(index) {
        var trace = data.traces[index];
        var order = trace.p.map(function (p, at) { return at; }).sort(function (a, b) { return trace.p[b] - trace.p[a] || a - b; });
        var a = order[0], b = order[1];
        heads[2].textContent = 'adds to ' + data.classes[a];
        heads[4].textContent = 'adds to ' + data.classes[b];
        var full = Math.max.apply(null, trace.hidden.map(Math.abs));
        var parts = trace.hidden.map(function (value, neuron) { return [value * data.weights[neuron][a], value * data.weights[neuron][b]]; });
        var largest = Math.max.apply(null, parts.map(function (pair) { return Math.max(Math.abs(pair[0]), Math.abs(pair[1])); })) || 1;
        trace.hidden.forEach(function (value, neuron) {
          var cells = all('td', rows[neuron]);
          setBar(cells[0], full ? value / full : 0, value.toFixed(2));
          cells[1].textContent = parts[neuron][0].toFixed(2); setSigned(cells[2], parts[neuron][0] / largest);
          cells[3].textContent = parts[neuron][1].toFixed(2); setSigned(cells[4], parts[neuron][1] / largest);
        });
        [[data.biases[a], data.biases[b]], [trace.logits[a], trace.logits[b]]].forEach(function (pair, line) {
          var cells = all('td', rows[trace.hidden.length + line]);
          cells[1].textContent = pair[0].toFixed(2); cells[3].textContent = pair[1].toFixed(2);
        });
        name.textContent = 'Picture ' + trace.index + ': ' + (trace.truth === null ? '' : data.classes[trace.truth] + ', ') + 'read as ' + data.classes[a] + ' with ' + (trace.p[a] * 100).toFixed(1) + '%.';
        press(buttons, buttons[index]);
      }
      all('.thumbs li', figure).forEach(function (item, index) {
        var image = one('img', item);
        var node = button('', item, function () { show(index); });
        node.appendChild(image);
        node.setAttribute('aria-pressed', index === 0 ? 'true' : 'false');
        buttons.push(node);
      });
    });

    // The weights after some epochs.
    all('.figure.weights').forEach(function (figure) {
      var list = one('.weight-tiles', figure), snapshots = all('.snapshots img', figure);
      if (snapshots.length < 2) return;
      var width = Number(list.dataset.width), height = Number(list.dataset.height), ready = false;
      var tiles = all('img', list), last = snapshots.length - 1;
      var original = tiles.map(function (tile) { return tile.src; });
      var bar = controls(list, 'Follow the weights');
      range('Epoch', 0, last, 1, last, bar, function (index) {
        var sheet = snapshots[index];
        if (ready) tiles.forEach(function (tile, at) {
          if (index === last) { tile.src = original[at]; return; }
          var canvas = document.createElement('canvas');
          canvas.width = width; canvas.height = height;
          canvas.getContext('2d').drawImage(sheet, at % 5 * width, Math.floor(at / 5) * height, width, height, 0, 0, width, height);
          tile.src = canvas.toDataURL();
        });
        return sheet.dataset.epoch === '0' ? 'before training' : 'epoch ' + sheet.dataset.epoch;
      });
      ready = true;
    });

    // The confusion matrix: other views, and the pictures behind a cell.
    all('.figure.confusion').forEach(function (figure) {
      var table = one('.matrix', figure), place = one('.chosen-pair', figure);
      if (!table || !place) return;
      var cells = all('.count', table);
      var counts = cells.map(function (cell) { return Number(cell.textContent.replace(/,/g, '')); });
      var size = Math.round(Math.sqrt(cells.length)), opened = [];
      cells.forEach(function (cell, index) {
        var pair = one('.pair[data-truth="' + cell.dataset.truth + '"][data-answer="' + cell.dataset.answer + '"]', figure);
        if (!pair) return;
        var words = cell.textContent;
        cell.textContent = '';
        var node = button(words, cell, function () {
          var again = node.getAttribute('aria-pressed') === 'true';
          press(opened, again ? null : node);
          place.textContent = '';
          if (!again) place.appendChild(pair.cloneNode(true));
        });
        node.setAttribute('aria-label', one('.pair-name', pair).textContent + ', show pictures');
        node.setAttribute('aria-pressed', 'false');
        opened.push(node);
      });
      function show(view) {
        cells.forEach(function (cell, index) {
          var row = Math.floor(index / size), isRight = index % size === row;
          var total = counts.slice(row * size, (row + 1) * size).reduce(function (a, b) { return a + b; }, 0);
          var words = view === 'share' ? (total ? (counts[index] / total * 100).toFixed(1) + '%' : '') : view === 'errors' && isRight ? '' : counts[index].toLocaleString('en-US');
          (one('button', cell) || cell).textContent = words;
          cell.style.setProperty('--k', view === 'errors' && isRight ? 0 : '');
          if (!(view === 'errors' && isRight)) cell.style.removeProperty('--k');
        });
      }
      var bar = controls(one('.scroll', figure), 'What the cells show');
      var buttons = [['Counts', 'counts'], ['Share of the row', 'share'], ['Errors only', 'errors']].map(function (view) {
        return button(view[0], bar, function (event) { press(buttons, event.currentTarget); show(view[1]); });
      });
      press(buttons, buttons[0]);
    });

    // Draw for the network: its weights are here.
    all('.figure.drawing').forEach(function (figure) {
      var net = json('.pad-data', figure), place = one('.pad', figure);
      if (!net || !place) return;
      net.layers.forEach(function (layer) {
        var bytes = atob(layer.weights), view = new DataView(new ArrayBuffer(bytes.length));
        for (var index = 0; index < bytes.length; index++) view.setUint8(index, bytes.charCodeAt(index));
        layer.numbers = new Float32Array(bytes.length / 4);
        for (index = 0; index < layer.numbers.length; index++) layer.numbers[index] = view.getFloat32(index * 4, true);
      });
      function softmax(z) {
        var largest = Math.max.apply(null, z), e = z.map(function (value) { return Math.exp(value - largest); });
        var sum = e.reduce(function (a, b) { return a + b; }, 0);
        return e.map(function (value) { return value / sum; });
      }
      var functions = {
        linear: function (z) { return z; }, softmax: softmax,
        relu: function (z) { return z.map(function (value) { return Math.max(0, value); }); },
        sigmoid: function (z) { return z.map(function (value) { return 1 / (1 + Math.exp(-value)); }); },
        tanh: function (z) { return z.map(Math.tanh); }
      };
      function answer(input) {
        return net.layers.reduce(function (x, layer) {
          var z = [];
          for (var unit = 0; unit < layer.outputs; unit++) {
            var sum = layer.numbers[layer.inputs * layer.outputs + unit];
            for (var index = 0; index < layer.inputs; index++) if (x[index]) sum += x[index] * layer.numbers[index * layer.outputs + unit];
            z.push(sum);
          }
          return functions[layer.activation](z);
        }, input);
      }
      var board = make('div', 'pad-board', place);
      var left = make('div', '', board), canvas = make('canvas', '', left);
      var side = 280, w = net.width, h = net.height, cell = side / w;
      canvas.width = side; canvas.height = side / w * h;
      canvas.tabIndex = 0;
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', 'Drawing pad of ' + w + ' by ' + h + ' pixels. Draw with the pointer, or move with the arrow keys and draw with the space bar');
      var context = canvas.getContext('2d', { willReadFrequently: true });
      var bars = make('div', 'pad-answers', board);
      var said = make('p', 'figure-note', bars);
      said.setAttribute('role', 'status');
      var lines = net.classes.map(function (name) {
        var line = make('div', '', bars);
        make('span', '', line, name);
        var bar = make('span', 'mini-bar right', make('span', 'mini-track', line));
        return { line: line, bar: bar, value: make('span', 'mini-value', line) };
      });
      function show(p) {
        var top = p ? best(p) : -1;
        lines.forEach(function (line, index) {
          line.bar.style.width = (p ? p[index] * 100 : 0) + '%';
          line.value.textContent = p ? (p[index] * 100).toFixed(1) + '%' : '';
          line.line.classList.toggle('best', index === top);
        });
        said.textContent = p ? 'The network reads ' + net.classes[top] + ', with ' + (p[top] * 100).toFixed(1) + '%.' : 'Draw a picture, and the network says what it reads.';
      }
      function clear() { context.fillStyle = '#fff'; context.fillRect(0, 0, canvas.width, canvas.height); show(null); }
      /* As the data set was made: the drawing fits a box of 20 of 28 pixels, its centre of mass in the middle. */
      function read() {
        var data = context.getImageData(0, 0, canvas.width, canvas.height).data;
        var x0 = side, y0 = side, x1 = -1, y1 = -1, mass = 0, mx = 0, my = 0;
        for (var y = 0; y < canvas.height; y++) for (var x = 0; x < side; x++) {
          var ink = 255 - data[(y * side + x) * 4];
          if (ink < 20) continue;
          x0 = Math.min(x0, x); x1 = Math.max(x1, x); y0 = Math.min(y0, y); y1 = Math.max(y1, y);
          mass += ink; mx += x * ink; my += y * ink;
        }
        if (x1 < 0) { show(null); return; }
        var scale = w * 20 / 28 / Math.max(x1 - x0 + 1, y1 - y0 + 1);
        var small = document.createElement('canvas');
        small.width = w; small.height = h;
        var paper = small.getContext('2d', { willReadFrequently: true });
        paper.fillStyle = '#fff'; paper.fillRect(0, 0, w, h);
        paper.imageSmoothingEnabled = true; paper.imageSmoothingQuality = 'high';
        paper.drawImage(canvas, x0, y0, x1 - x0 + 1, y1 - y0 + 1, w / 2 - (mx / mass - x0) * scale, h / 2 - (my / mass - y0) * scale, (x1 - x0 + 1) * scale, (y1 - y0 + 1) * scale);
        show(answer(pixels(small, 0, 0, w, h).map(function (value) { return value / 255 * net.ink; })));
      }
      function dot(x, y) { context.fillStyle = '#000'; context.beginPath(); context.arc(x, y, cell * 1.1, 0, 7); context.fill(); }
      var last = null;
      function at(event) { var box = canvas.getBoundingClientRect(); return [(event.clientX - box.left) / box.width * canvas.width, (event.clientY - box.top) / box.height * canvas.height]; }
      canvas.addEventListener('pointerdown', function (event) { last = at(event); dot(last[0], last[1]); try { canvas.setPointerCapture(event.pointerId); } catch (error) { /* a made-up pointer */ } read(); event.preventDefault(); });
      canvas.addEventListener('pointermove', function (event) {
        if (!last) return;
        var next = at(event);
        context.strokeStyle = '#000'; context.lineWidth = cell * 2.2; context.lineCap = 'round';
        context.beginPath(); context.moveTo(last[0], last[1]); context.lineTo(next[0], next[1]); context.stroke();
        last = next;
        read();
      });
      ['pointerup', 'pointercancel'].forEach(function (name) { canvas.addEventListener(name, function () { last = null; }); });
      var pen = [Math.floor(w / 2), Math.floor(h / 2)];
      var mark = make('span', 'visually-hidden', left);
      mark.setAttribute('role', 'status');
      canvas.addEventListener('keydown', function (event) {
        var step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
        if (step) {
          pen = [Math.min(w - 1, Math.max(0, pen[0] + step[0])), Math.min(h - 1, Math.max(0, pen[1] + step[1]))];
          mark.textContent = 'column ' + (pen[0] + 1) + ', row ' + (pen[1] + 1);
          if (event.shiftKey) { dot((pen[0] + 0.5) * cell, (pen[1] + 0.5) * cell); read(); }
        } else if (event.key === ' ') { dot((pen[0] + 0.5) * cell, (pen[1] + 0.5) * cell); read(); }
        else return;
        event.preventDefault();
      });
      var bar = make('div', 'controls', left);
      button('Clear', bar, clear);
      all('.samples li', figure).forEach(function (item) {
        var image = one('img', item);
        var node = button('', null, function () {
          var values = pixels(image, 0, 0, w, h);
          context.imageSmoothingEnabled = false;
          context.drawImage(image, 0, 0, canvas.width, canvas.height);
          show(answer(values.map(function (value) { return value / 255 * net.ink; })));
        });
        item.insertBefore(node, item.firstChild);
        node.appendChild(image);
      });
      one('.pad-note', figure).textContent = 'Or choose one of these pictures; below each stands what the network answered when the lesson ran.';
      clear();
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
    addEventListener('beforeprint', function () { all('details').forEach(function (details) { details.open = true; }); });
    })();
    """
}
