// The truth of a page from its DOM, in CSS pixels: layout boxes of visible runs, elements, tables, dialogs, captions.
// What is clipped by scrolling or covered (elementFromPoint) by half or more goes to `ignore`.
(() => {
  document.head.insertAdjacentHTML('beforeend', '<style>*{pointer-events:auto!important}</style>');
  const holders = [];  // the element of each text, in the same order
  const out = {texts: [], elements: [], tables: [], windows: [], labels: [], ignore: [], warnings: []};
  const style = e => getComputedStyle(e);
  const box = r => [r.left, r.top, r.right - r.left, r.bottom - r.top];
  const meet = (a, b) => ({left: Math.max(a.left, b.left), top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom)});
  const area = r => Math.max(0, r.right - r.left) * Math.max(0, r.bottom - r.top);
  const PAGE = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  const ignored = [...document.querySelectorAll('[data-ignore]')];
  const seen = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !e.closest('[data-ignore]');

  function clipOf(e) {
    let clip = PAGE, position = style(e).position;
    for (let p = e.parentElement; p && position !== 'fixed'; p = p.parentElement) {
      const s = style(p);
      if (position === 'absolute' && s.position === 'static') continue;
      position = s.position;
      if (s.overflowX === 'visible' && s.overflowY === 'visible' || p === document.body
          || p === document.documentElement) continue;
      const r = p.getBoundingClientRect();
      const left = r.left + p.clientLeft, top = r.top + p.clientTop;
      clip = meet(clip, {left, top, right: left + p.clientWidth, bottom: top + p.clientHeight});
    }
    return clip;
  }

  const same = (e, hit) => hit && (hit === e || e.contains(hit) || hit.contains(e)
    || hit.closest('label')?.control === e || e.closest('label') && e.closest('label') === hit.closest('label')
    || e.control && e.control === hit);
  const open = (e, x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
    && same(e, document.elementFromPoint(x, y));

  // The visible part of an element's box and the share of it that can be hit.
  function showing(e, r) {
    const clip = meet(r, clipOf(e));
    if (area(clip) <= 0) return {clip, share: 0};
    const at = (a, b, f) => a + (b - a) * f;
    let hits = 0;
    for (const fx of [.06, .25, .5, .75, .94]) for (const fy of [.1, .3, .5, .7, .9])
      hits += open(e, at(clip.left, clip.right, fx), at(clip.top, clip.bottom, fy));
    const part = hits < 25 && hits > 0 ? shrunk(e, clip) : clip;
    return {clip: part, share: hits / 25 * area(clip) / Math.max(1, area(r))};
  }

  function shrunk(e, r) {
    const part = {...r}, mx = (r.left + r.right) / 2, my = (r.top + r.bottom) / 2;
    const covered = (x, y) => !open(e, x, y);
    const rows = [r.top + (r.bottom - r.top) * .2, my, r.bottom - (r.bottom - r.top) * .2];
    const columns = [r.left + (r.right - r.left) * .2, mx, r.right - (r.right - r.left) * .2];
    while (part.left < part.right && rows.every(y => covered(part.left + .5, y))) part.left++;
    while (part.right > part.left && rows.every(y => covered(part.right - .5, y))) part.right--;
    while (part.top < part.bottom && columns.every(x => covered(x, part.top + .5))) part.top++;
    while (part.bottom > part.top && columns.every(x => covered(x, part.bottom - .5))) part.bottom--;
    return part;
  }

  // ---- texts -------------------------------------------------------------------------------------------------
  const alpha = c => { const m = c.match(/rgba?\(([^)]+)\)/); if (!m) return 1;
    const p = m[1].split(/[ ,/]+/); return p.length > 3 ? parseFloat(p[3]) : 1; };
  const boxed = s => alpha(s.backgroundColor) > .04 && s.backgroundColor !== 'rgba(0, 0, 0, 0)'
    || parseFloat(s.borderLeftWidth) > 0 && parseFloat(s.borderRightWidth) > 0 && s.borderLeftStyle !== 'none';
  const owners = new Map();
  function owner(e) {
    if (!owners.has(e)) {
      let p = e;
      while (p !== document.body && /^(inline|contents)$/.test(style(p).display) && !boxed(style(p))) p = p.parentElement;
      owners.set(e, p);
    }
    return owners.get(e);
  }
  const cased = (t, s) => s.textTransform === 'uppercase' ? t.toUpperCase()
    : s.textTransform === 'lowercase' ? t.toLowerCase()
    : s.textTransform === 'capitalize' ? t.replace(/(^|[\s(])(\p{L})/gu, (m, a, b) => a + b.toUpperCase()) : t;
  const pen = document.createElement('canvas').getContext('2d');
  function measure(text, s) {
    pen.font = `${s.fontStyle} ${s.fontWeight} ${s.fontSize} ${s.fontFamily}`;
    return pen.measureText(text).width + (parseFloat(s.letterSpacing) || 0) * text.length;
  }

  function chars() {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let node; node = walker.nextNode();) {
      const e = node.parentElement;
      if (!node.data.trim() || e.closest('script,style,noscript,option,textarea,select,svg,template') || !seen(e)) continue;
      const s = style(e), size = parseFloat(s.fontSize), shown = cased(node.data, s), clip = clipOf(e), own = owner(e);
      const cut = s.textOverflow === 'ellipsis' || style(own).textOverflow === 'ellipsis' ? ellipsis(own) : null;
      for (let i = 0; i < node.data.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const r = [...range.getClientRects()].find(r => r.width > 0 && r.height > 0);
        const ch = shown[i] === '\u00a0' ? ' ' : shown[i];
        if (!r || ch >= '\ue000' && ch <= '\uf8ff') continue;
        found.push({ch: /\s/.test(ch) ? ' ' : ch, r, e, own, size, clip, cut});
      }
    }
    return found;
  }

  function ellipsis(own) {
    if (own.scrollWidth <= own.clientWidth) return null;
    const s = style(own), r = own.getBoundingClientRect();
    const right = r.left + own.clientLeft + own.clientWidth - parseFloat(s.paddingRight);
    return {right, dots: measure('…', s)};
  }

  // 1 wholly visible, 0 wholly hidden, between: cut.
  function visible(c) {
    const m = meet(c.r, c.clip), w = c.r.right - c.r.left, h = c.r.bottom - c.r.top;
    if (area(m) <= 0) return 0;
    if ((m.right - m.left) < .9 * w || (m.bottom - m.top) < .8 * h) return .5;
    let hits = 0;
    for (const [fx, fy] of [[.5, .5], [.12, .5], [.88, .5], [.5, .25], [.5, .75]])
      hits += open(c.e, c.r.left + w * fx, c.r.top + h * fy);
    return hits / 5;
  }

  function runs(found) {
    const all = [];
    let run = null, last = null;
    for (const c of found) {
      if (c.ch === ' ') { if (run) run.space = true; continue; }
      const middle = (c.r.top + c.r.bottom) / 2;
      const goes = run && last.own === c.own && middle > last.r.top && middle < last.r.bottom
        && c.r.left - last.r.right <= Math.max(c.size, last.size) && c.r.left > last.r.left - 2;
      if (!goes) { run = {chars: [], own: c.own}; all.push(run); }
      run.chars.push({...c, space: goes && run.space});
      run.space = false; last = c;
    }
    return all;
  }

  function addRun(run) {
    const cut = run.chars[0].cut;
    let kept = run.chars.map(c => ({...c, v: visible(c)})), extra = 0;
    if (cut && kept.some(c => c.r.right > cut.right + .5)) {
      kept = kept.filter(c => c.r.right <= cut.right - cut.dots + .5);
      extra = cut.dots;
    }
    const hull = list => list.reduce((a, c) => ({left: Math.min(a.left, c.r.left), top: Math.min(a.top, c.r.top),
      right: Math.max(a.right, c.r.right), bottom: Math.max(a.bottom, c.r.bottom)}),
      {left: 1e9, top: 1e9, right: -1e9, bottom: -1e9});
    const shown = kept.filter(c => c.v > 0);
    if (!shown.length) return;
    const r = hull(shown), clip = meet(r, shown[0].clip);
    const first = kept.indexOf(shown[0]), whole = shown.every((c, i) => kept[first + i] === c && c.v >= .99);
    if (!whole) { out.ignore.push(box(clip)); return; }
    const text = shown.map((c, i) => (c.space && i ? ' ' : '') + c.ch).join('') + (extra ? '…' : '');
    out.texts.push({text, bounds: [r.left, r.top, r.right - r.left + extra, r.bottom - r.top]});
    holders.push(shown[0].e);
  }

  function controlTexts() {
    for (const e of document.querySelectorAll('input,select,textarea')) {
      if (!seen(e) || /^(hidden|checkbox|radio|range|color|file|image)$/.test(e.type)) continue;
      const s = style(e), r = e.getBoundingClientRect(), holder = !e.value && e.placeholder;
      let text = e.tagName === 'SELECT' ? e.selectedOptions[0]?.text ?? '' : e.value || e.placeholder || '';
      if (e.type === 'password' && !holder) text = '•'.repeat(text.length);
      if (!text.trim()) continue;
      const px = v => parseFloat(v) || 0, lines = e.tagName === 'TEXTAREA' ? text.split('\n') : [text];
      const left = r.left + px(s.borderLeftWidth) + px(s.paddingLeft), right = r.right - px(s.borderRightWidth) - px(s.paddingRight);
      const top = r.top + px(s.borderTopWidth) + px(s.paddingTop), bottom = r.bottom - px(s.borderBottomWidth) - px(s.paddingBottom);
      const high = px(s.lineHeight) || 1.2 * px(s.fontSize), native = e.tagName === 'SELECT' ? 6 : 0;
      lines.forEach((line, i) => {
        line = cased(line, s).replace(/\s+/g, ' ').trim();
        if (!line) return;
        const wide = measure(line, s), y = lines.length > 1 || e.tagName === 'TEXTAREA' ? top + i * high : top;
        const b = e.tagName === 'TEXTAREA' ? y + high : bottom, room = right - left;
        const x = /^(right|end)$/.test(s.textAlign) ? right - wide
          : s.textAlign === 'center' || /^(submit|button|reset)$/.test(e.type) ? (left + right - wide) / 2 : left;
        const part = {left: x - 1, top: y - 1, right: Math.min(x + wide + native + 1, r.right), bottom: b + 1};
        const room2 = {left: r.left + 2, right: r.right - 2, top: r.top + 2, bottom: r.bottom - 2};
        const clip = meet(meet(part, clipOf(e)), room2);
        if (area(clip) <= 0) return;
        const middle = (part.top + part.bottom) / 2;
        const hits = [.05, .3, .5, .7, .95].filter(f => open(e, part.left + (part.right - part.left) * f, middle)).length;
        if (!hits) return;
        if (wide > room + 1 || hits < 5 || area(clip) < .85 * area(part) && clip.bottom - clip.top < .8 * (part.bottom - part.top))
          { out.ignore.push(box(clip)); out.warnings.push('cut: ' + line); return; }
        out.texts.push({text: line, bounds: box(clip)});
        holders.push(e);
      });
    }
  }

  // ---- elements ----------------------------------------------------------------------------------------------
  const ARIA = {button: 'button', link: 'link', tab: 'tab', menuitem: 'menu item', menuitemcheckbox: 'menu item',
    menuitemradio: 'menu item', option: 'list item', treeitem: 'tree item', switch: 'toggle', combobox: 'combo box', slider: 'slider',
    spinbutton: 'spin button', checkbox: 'check box', radio: 'radio button', textbox: 'entry', searchbox: 'entry',
    columnheader: 'column header', gridcell: 'table cell', cell: 'table cell'};
  const INPUT = {checkbox: 'check box', radio: 'radio button', password: 'password entry', range: 'slider', number: 'spin button',
    submit: 'button', button: 'button', reset: 'button'};
  function roleOf(e) {
    if (e.dataset.role) return e.dataset.role === 'none' ? null : e.dataset.role;
    if (ARIA[e.getAttribute('role')]) return ARIA[e.getAttribute('role')];
    switch (e.tagName) {
      case 'BUTTON': return e.hasAttribute('aria-pressed') ? 'toggle' : 'button';
      case 'A': return e.hasAttribute('href') ? 'link' : null;
      case 'SELECT': return 'combo box';
      case 'TEXTAREA': return 'entry';
      case 'SUMMARY': return 'button';
      case 'INPUT': return INPUT[e.type] || 'entry';
      case 'TH': return e.textContent.trim() && e.closest('thead') ? 'column header' : null;
      case 'TD': return e.closest('table') && !e.closest('[data-plain]') && (shows(e) || ruled(e)) ? 'table cell' : null;
    }
    return null;
  }
  const shows = e => e.textContent.trim() || e.querySelector('input,button,img,svg,i,progress,span');
  const ruled = e => { const s = style(e); return parseFloat(s.borderLeftWidth) > 0 || parseFloat(s.borderRightWidth) > 0; };

  function textBox(e) {
    const range = document.createRange(), rects = [], walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) {
      const words = node.data.trim(), start = node.data.indexOf(words);
      if (!words || node.parentElement.closest('select,option,textarea,script,style')) continue;
      range.setStart(node, start); range.setEnd(node, start + words.length);
      rects.push(...[...range.getClientRects()].filter(r => r.width > 0 && r.height > 0));
    }
    return rects;
  }
  // What a style sheet draws in place of a hidden check box: empty children, and ::before placed absolutely.
  function indicators(label) {
    const found = [], l = label.getBoundingClientRect();
    if (label.dataset.reach) found.push({left: l.left - label.dataset.reach, right: l.left, top: l.top + 1, bottom: l.bottom - 1});
    for (const e of [label, ...label.querySelectorAll('*')]) {
      const r = e.getBoundingClientRect();
      if (e !== label && !e.textContent.trim() && !e.matches('input') && area(r) > 50) found.push(r);
      const b = getComputedStyle(e, '::before');
      if (b.content === 'none' || b.position !== 'absolute') continue;
      const base = (style(e).position === 'static' ? e.offsetParent : e).getBoundingClientRect();
      const left = base.left + (parseFloat(b.left) || 0) + (parseFloat(b.marginLeft) || 0);
      const top = base.top + (parseFloat(b.top) || 0) + (parseFloat(b.marginTop) || 0);
      const wide = parseFloat(b.width), high = parseFloat(b.height);
      if (wide > 5 && high > 5) found.push({left, top, right: left + wide, bottom: top + high});
    }
    return found;
  }
  function bounds(e, role) {
    let r = e.getBoundingClientRect();
    if (role === 'slider' && r.height < 16) {
      const middle = (r.top + r.bottom) / 2;  // the knob is higher than the box of its track
      return {left: r.left, right: r.right, top: middle - 8, bottom: middle + 8, width: r.width, height: 16};
    }
    if (!/^(check box|radio button)$/.test(role) && !(role === 'toggle' && e.tagName === 'INPUT')) return r;
    const label = e.closest('label') || [...document.querySelectorAll('label')].find(l => l.control === e);
    const tiny = !e.checkVisibility({opacityProperty: true, visibilityProperty: true}) || r.width < 6;
    const parts = tiny ? [] : [r];
    if (label && seen(label)) {
      const rects = textBox(label).filter(q => q.bottom > label.getBoundingClientRect().top - 2);
      if (rects.length && (label.textContent.trim() || tiny)) parts.push(...rects);
      if (tiny) parts.push(...indicators(label));
    }
    if (!parts.length) return r;
    const left = Math.min(...parts.map(p => p.left)), top = Math.min(...parts.map(p => p.top));
    const right = Math.max(...parts.map(p => p.right)), bottom = Math.max(...parts.map(p => p.bottom));
    return {left, top, right, bottom, width: right - left, height: bottom - top};
  }
  function states(e) {
    const on = a => e.getAttribute(a) === 'true', list = [];
    if (e.checked && e.matches('input') || on('aria-checked') || on('aria-pressed')) list.push('checked');
    if (on('aria-selected') || e.hasAttribute('data-selected') || e.hasAttribute('aria-current')) list.push('selected');
    if (e.disabled || on('aria-disabled') || e.closest('fieldset:disabled')) list.push('disabled');
    if (document.activeElement === e && e !== document.body) list.push('focused');
    if (on('aria-expanded') || e.tagName === 'SUMMARY' && e.parentElement.open) list.push('expanded');
    return list;
  }
  function named(e) {
    const label = e.labels?.[0]?.innerText, raw = e.getAttribute('aria-label') || label || e.innerText || e.value || e.placeholder || e.title || '';
    return raw.replace(/[\ue000-\uf8ff]/g, '').replace(/\s+/g, ' ').trim();
  }
  function elements() {
    const all = document.querySelectorAll('button,a,input,select,textarea,summary,th,td,[role],[data-role]');
    for (const e of all) {
      const role = roleOf(e);
      if (!role || e.type === 'hidden') continue;
      const hiddenInput = e.matches('input') && /^(check box|radio button|toggle)$/.test(role);
      const label = hiddenInput && (e.closest('label') || e.labels?.[0]);
      if (!seen(e) && !(label && seen(label))) continue;
      const r = bounds(e, role), probe = hiddenInput && label && (!seen(e) || e.getBoundingClientRect().width < 6) ? label : e;
      if (area(r) < 16) continue;
      const s = showing(probe, r);
      if (s.share < .02) continue;
      if (s.share < .5 && !(hiddenInput && s.share > .3)) { out.ignore.push(box(s.clip)); continue; }
      const icon = /^(button|link)$/.test(role) && !e.innerText.trim() && !e.value && e.dataset.role === undefined;
      out.elements.push({role: icon ? 'icon?' : role, name: named(e), bounds: box(s.clip), states: states(e)});
    }
  }
  function scrollBars() {
    for (const e of document.querySelectorAll('*')) {
      if (!seen(e)) continue;
      const root = e === document.documentElement, r = e.getBoundingClientRect(), s = style(e);
      if (root) {
        if (innerWidth > e.clientWidth) out.elements.push({role: 'scroll bar', name: '', states: [],
          bounds: [e.clientWidth, 0, innerWidth - e.clientWidth, innerHeight]});
        continue;
      }
      if (!/auto|scroll/.test(s.overflowY + s.overflowX) || e === document.body) continue;
      const wide = e.offsetWidth - e.clientWidth - parseFloat(s.borderLeftWidth) - parseFloat(s.borderRightWidth);
      const high = e.offsetHeight - e.clientHeight - parseFloat(s.borderTopWidth) - parseFloat(s.borderBottomWidth);
      const left = r.left + e.clientLeft, top = r.top + e.clientTop;
      if (wide > 4) out.elements.push({role: 'scroll bar', name: '', states: [], bounds: [left + e.clientWidth, top, wide, e.clientHeight]});
      if (high > 4) out.elements.push({role: 'scroll bar', name: '', states: [], bounds: [left, top + e.clientHeight, e.clientWidth, high]});
    }
  }

  // ---- tables, dialogs, captions -----------------------------------------------------------------------------
  const inside = e => out.texts.filter((t, place) => e.contains(holders[place]));
  function tables() {
    for (const t of document.querySelectorAll('table:not([data-plain]),[role=grid]')) {
      if (!seen(t)) continue;
      const rect = showing(t, t.getBoundingClientRect());
      if (rect.share < .3) continue;
      const heads = [...t.querySelectorAll('thead th,[role=columnheader]')];
      const rows = [...t.querySelectorAll('tbody tr,[role=row]')].filter(r => r.querySelector('td,[role=gridcell],[role=cell]'));
      const cells = [];
      let number = 0;
      for (const row of rows) {
        const parts = [...row.querySelectorAll('td,th[scope=row],[role=gridcell],[role=cell],[role=rowheader]')];
        if (!parts.some(p => showing(p, p.getBoundingClientRect()).share >= .5)) continue;
        parts.forEach((cell, column) => {
          const texts = inside(cell), s = showing(cell, cell.getBoundingClientRect());
          if (texts.length && s.share >= .5)
            cells.push({row: number, column, text: texts.map(x => x.text).join(' '), bounds: box(s.clip)});
        });
        number++;
      }
      const columns = heads.map(h => inside(h).map(x => x.text).join(' '));
      out.tables.push({bounds: box(meet(rect.clip, PAGE)), columns: columns.some(c => c) ? columns : [], cells});
    }
  }
  function windows() {
    let order = 0;
    for (const w of document.querySelectorAll('[role=dialog],dialog[open],[data-window]')) {
      if (!seen(w)) continue;
      const b = meet(w.getBoundingClientRect(), PAGE);
      out.windows.push({title: w.dataset.window || w.getAttribute('aria-label') || '', bounds: box(b),
        order: order++, dialog: w.getAttribute('role') === 'dialog' || w.tagName === 'DIALOG' || w.dataset.dialog !== undefined});
    }
  }
  function captions() {
    for (const label of document.querySelectorAll('label')) {
      const e = label.control;
      if (!e || !seen(label) || !seen(e) || /^(checkbox|radio)$/.test(e.type)) continue;
      const rects = textBox(label).filter(r => r.height > 4), r = e.getBoundingClientRect();
      const words = rects.filter(q => !(q.left >= r.left - 1 && q.right <= r.right + 1 && q.top >= r.top - 1 && q.bottom <= r.bottom + 1));
      if (!words.length || !label.textContent.trim() || showing(e, r).share < .5 || showing(label, words[0]).share < .8) continue;
      out.labels.push({label: box(words[0]), for: box(showing(e, r).clip)});
    }
  }
  function pseudo() {
    for (const e of document.querySelectorAll('body *')) for (const side of ['::before', '::after']) {
      const c = getComputedStyle(e, side).content, text = c.replace(/^"|"$/g, '');
      if (c !== 'none' && c !== 'normal' && text.trim() && !/^[\ue000-\uf8ff\u{f0000}-\u{fffff}\s\u200b"/]*$/u.test(text) && seen(e))
        out.warnings.push(`pseudo ${e.tagName}.${e.className}${side} ${c}`);
    }
  }

  runs(chars()).forEach(addRun);
  controlTexts(); elements(); scrollBars(); tables(); windows(); captions(); pseudo();
  for (const e of ignored) { const r = meet(e.getBoundingClientRect(), PAGE); if (area(r) > 0) out.ignore.push(box(r)); }
  return out;
})()
