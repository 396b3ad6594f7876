// Runs in the page. `prepare` cuts long texts with an ellipsis and places popups beside their anchors;
// `collect` gives back what the page shows, in CSS pixels: words, elements, cells, layers, labels.
// Attributes read: r role, s states, n name, id, for-id (a caption's field), ly layer (numbered here, in document order), win title, dlg,
// anchor / at (popup placement), tb table, row / col cell position, ell (may be cut), cols.
(() => {
  const canvas = document.createElement('canvas').getContext('2d');
  const write = style => {  // Letters as an element has them; its `font` is empty where figures are special.
    canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    canvas.letterSpacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing;
  };
  const number = v => parseFloat(v) || 0;

  function prepare() {
    document.querySelectorAll('[ly]').forEach((el, index) => el.setAttribute('ly', index + 1));
    for (const el of document.querySelectorAll('[anchor]')) place(el);
    for (const el of document.querySelectorAll('[ell]')) cut(el);
    const focused = document.querySelector('input[s~=focused],[s~=focused] input');
    if (focused) { focused.style.caretColor = 'transparent'; focused.focus({preventScroll: true}); }
    return document.fonts.ready.then(() => true);
  }

  function place(el) {
    const anchor = document.getElementById(el.getAttribute('anchor'));
    if (!anchor) return;
    const a = anchor.getBoundingClientRect(), at = el.getAttribute('at') || 'below';
    const w = el.offsetWidth, h = el.offsetHeight;
    let x = at === 'right' ? a.right - 2 : at === 'end' ? a.right - w : a.left;
    let y = at === 'right' ? a.top : at === 'above' ? a.top - h : a.bottom;
    x = Math.max(2, Math.min(x, innerWidth - w - 2));
    if (at === 'below' && y + h > innerHeight && a.top - h > 0) y = a.top - h;
    y = Math.max(0, Math.min(y, innerHeight - 8));
    el.style.left = Math.round(x) + 'px';
    el.style.top = Math.round(y) + 'px';
    if (el.getAttribute('same') !== null) el.style.minWidth = a.width + 'px';
  }

  function cut(el) {
    if (el.scrollWidth <= el.clientWidth || el.children.length || !el.firstChild) return;
    const style = getComputedStyle(el), node = el.firstChild;
    write(style);
    const edge = el.getBoundingClientRect().right - number(style.paddingRight) - number(style.borderRightWidth);
    const limit = edge - canvas.measureText('…').width;
    const range = document.createRange();
    let low = 0, high = node.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      range.setStart(node, 0); range.setEnd(node, middle);
      if (range.getBoundingClientRect().right <= limit) low = middle; else high = middle - 1;
    }
    node.data = node.data.slice(0, low).trimEnd() + '…';
  }

  const box = r => [r.left, r.top, r.right, r.bottom];
  const clips = new Map();
  function clip(el) {
    if (!el || el === document.documentElement) return [0, 0, innerWidth, innerHeight];
    if (clips.has(el)) return clips.get(el);
    const style = getComputedStyle(el);
    let c = style.position === 'fixed' || el.hasAttribute('ly') ? [0, 0, innerWidth, innerHeight] : clip(el.parentElement);
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
      const r = el.getBoundingClientRect();
      c = [Math.max(c[0], r.left + el.clientLeft), Math.max(c[1], r.top + el.clientTop),
           Math.min(c[2], r.left + el.clientLeft + el.clientWidth), Math.min(c[3], r.top + el.clientTop + el.clientHeight)];
    }
    clips.set(el, c);
    return c;
  }
  const layer = el => { const l = el.closest('[ly]'); return l ? number(l.getAttribute('ly')) : 0; };

  const blocks = new Map();
  let blockCount = 0;
  function block(el) {  // The nearest thing that a run may not cross.
    let at = el;
    while (at.parentElement && at !== document.body) {
      const style = getComputedStyle(at);
      const role = at.getAttribute('r');
      if (style.display !== 'inline' || (role && role !== 'link') || number(style.borderLeftWidth) ||
          (style.backgroundColor !== 'rgba(0, 0, 0, 0)' && at.tagName !== 'MARK')) break;
      at = at.parentElement;
    }
    if (!blocks.has(at)) blocks.set(at, blockCount++);
    return blocks.get(at);
  }

  function words() {
    const found = [];
    for (const el of document.querySelectorAll('textarea')) mirror(el);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const el = node.parentElement;
      if (!node.data.trim() || ['STYLE', 'SCRIPT', 'OPTION', 'TITLE', 'TEXTAREA'].includes(el.tagName)) continue;
      const style = getComputedStyle(el), source = mirrors.get(el) || el;
      if (style.visibility === 'hidden' && source === el) continue;
      const common = {size: number(style.fontSize), block: block(el), clip: clip(source), layer: layer(source)};
      const pattern = /[^\s\u00a0]+/g;
      for (let m = pattern.exec(node.data); m; m = pattern.exec(node.data)) {
        range.setStart(node, m.index); range.setEnd(node, m.index + m[0].length);
        const rects = [...range.getClientRects()].filter(r => r.width > 0);
        const glued = m.index === 0 ? !/[\s\u00a0]$/.test(before(node)) : false;
        if (rects.length === 1) found.push({text: cased(m[0], style), glued, box: box(rects[0]), ...common});
        else if (rects.length > 1) pieces(node, m, range, found, common, glued, style);
      }
    }
    for (const el of document.querySelectorAll('input,select,textarea')) native(el, found);
    return found;
  }

  const mirrors = new Map();
  function mirror(el) {  // A block that breaks the text of a text area as the area does, invisible, in the same place.
    const style = getComputedStyle(el), r = el.getBoundingClientRect(), text = el.value || el.placeholder;
    if (!text || !r.width) return;
    const copy = document.createElement('div');
    for (const name of ['fontStyle', 'fontWeight', 'fontSize', 'fontStretch', 'fontVariant', 'fontFeatureSettings', 'letterSpacing', 'wordSpacing', 'lineHeight', 'textAlign', 'textIndent', 'textTransform', 'padding',
                        'border', 'tabSize']) copy.style[name] = style[name];
    copy.style.cssText += `;position:fixed!important;visibility:hidden!important;box-sizing:border-box!important;margin:0!important;
      white-space:pre-wrap!important;overflow-wrap:break-word!important;display:block!important;transform:none!important;
      font-family:${style.fontFamily.replace(/"/g, "'")}!important;min-width:0!important;max-width:none!important;
      left:${r.left}px;top:${r.top}px;width:${r.width}px;height:${r.height}px`;
    copy.textContent = text;
    document.body.append(copy);
    mirrors.set(copy, el);
  }

  const cased = (text, style) => style.textTransform === 'uppercase' ? text.toUpperCase()  // As it is drawn.
    : style.textTransform === 'lowercase' ? text.toLowerCase()
    : style.textTransform === 'capitalize' ? text.replace(/\p{L}/u, letter => letter.toUpperCase()) : text;

  function before(node) {  // The text just before a text node inside its line, for gluing "mail" + "to".
    let at = node;
    while (at && !at.previousSibling) {
      at = at.parentElement;
      if (!at || getComputedStyle(at).display !== 'inline') return ' ';
    }
    if (!at) return ' ';
    const previous = at.previousSibling;
    if (previous.nodeType === 1 && getComputedStyle(previous).display !== 'inline') return ' ';
    return previous.textContent || ' ';
  }

  function pieces(node, m, range, found, common, glued, style) {  // A word broken over lines.
    let last = null;
    const said = cased(m[0], style), letter = i => said.length === m[0].length ? said[i] : m[0][i];
    for (let i = 0; i < m[0].length; i++) {
      range.setStart(node, m.index + i); range.setEnd(node, m.index + i + 1);
      const r = [...range.getClientRects()].pop();
      if (!r) continue;
      if (last && Math.abs(r.top - last.box[1]) < common.size / 2) {
        last.text += letter(i);
        last.box = [last.box[0], Math.min(last.box[1], r.top), r.right, Math.max(last.box[3], r.bottom)];
      } else {
        last = {text: letter(i), glued: glued && !last, box: box(r), ...common};
        found.push(last);
      }
    }
  }

  function native(el, found) {  // The text of an input or a select, placed by its padding; ink settles the rest.
    const kind = el.type || '';
    if (['checkbox', 'radio', 'range', 'color', 'hidden', 'select-multiple'].includes(kind)) return;
    const style = getComputedStyle(el), r = el.getBoundingClientRect();
    let text = el.tagName === 'SELECT' ? (el.selectedOptions[0] || {}).text || '' : el.value || el.placeholder || '';
    if (!text.trim() || el.tagName === 'TEXTAREA') return;
    text = kind === 'password' && el.value ? '•'.repeat(text.length) : cased(text, style);
    write(style);
    const left = r.left + el.clientLeft + number(style.paddingLeft);
    const right = r.right - el.clientLeft - number(style.paddingRight);
    const width = canvas.measureText(text).width + 6;
    const start = ['start', 'left', '-webkit-auto'].includes(style.textAlign) && !number(style.textIndent);
    const full = el.tagName === 'SELECT' ? width + 14 < right - left : width - 4 < right - left;
    found.push({text, glued: false, size: number(style.fontSize), block: blockCount++, whole: true,
      box: [left, r.top + el.clientTop + 1, start ? Math.min(right, left + width) : right, r.bottom - el.clientTop - 1],
      clip: full ? clip(el.parentElement) : [0, 0, 0, 0], cut: !full, layer: layer(el)});
  }

  function elements() {
    const found = [];
    for (const el of document.querySelectorAll('[r]:not(svg *)')) {
      const role = el.getAttribute('r');
      let rects = [el.getBoundingClientRect()];
      if (role === 'link' && getComputedStyle(el).display === 'inline') rects = [...el.getClientRects()];
      const name = el.getAttribute('n') ?? (el.textContent || el.value || '').replace(/\s+/g, ' ').trim();
      for (const r of rects) {
        if (r.width < 1 || r.height < 1) continue;
        const c = clip(el.parentElement);
        const x = (Math.max(c[0], r.left) + Math.min(c[2], r.right)) / 2;
        const y = (Math.max(c[1], r.top) + Math.min(c[3], r.bottom)) / 2;
        const top = document.elementFromPoint(x, y);
        found.push({role, name, states: (el.getAttribute('s') || '').split(' ').filter(Boolean), box: box(r), clip: c,
          layer: layer(el), hit: !!top && (el.contains(top) || top.contains(el))});
      }
    }
    return found;
  }

  function tables() {
    return [...document.querySelectorAll('[tb]')].map(el => ({
      box: box(el.getBoundingClientRect()), clip: clip(el.parentElement), layer: layer(el),
      columns: JSON.parse(el.getAttribute('cols') || '[]'),
      cells: [...el.querySelectorAll('[row]')].map(c => ({row: +c.getAttribute('row'), column: +c.getAttribute('col'),
        text: (c.innerText || '').replace(/\s+/g, ' ').trim(), box: box(c.getBoundingClientRect())}))}));
  }

  function collect() {
    const one = el => ({box: box(el.getBoundingClientRect()), clip: clip(el.parentElement), layer: layer(el)});
    return {
      words: words(), elements: elements(), tables: tables(),
      layers: [...document.querySelectorAll('[ly]')].map(el => ({...one(el), title: el.getAttribute('win') || '',
        window: el.hasAttribute('win'), scrim: el.matches('.scrim,.o-scrim'), dialog: el.hasAttribute('dlg')})),
      labels: [...document.querySelectorAll('[for-id]')].map(el => {
        const field = document.getElementById(el.getAttribute('for-id'));
        return field && {label: one(el), field: one(field)};
      }).filter(Boolean),
    };
  }
  window.screen_truth = {prepare, collect};
  return true;
})()
