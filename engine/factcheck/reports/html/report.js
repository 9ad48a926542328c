"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = $("panel");
  const filters = $("filters");
  const grid = $("grid");

  // The matrix. ------------------------------------------------------------------------------------------------------
  const rows = grid ? all("tr[data-r]", grid) : [];
  const cells = rows.map((row) => [...row.cells].slice(1));
  const heads = grid ? [...grid.tHead.rows[0].cells].slice(1) : [];
  const partOf = (link, prefix) => link.getAttribute("href").slice(prefix.length + 1);
  const articles = heads.map((head) => partOf(head.firstElementChild, "article:"));
  const columns = new Map(articles.map((article, x) => [article, x]));
  const rules = rows.map((row) => partOf(row.cells[0].firstElementChild, "rule:"));
  const lines = new Map(rules.map((rule, y) => [rule, y]));
  const nameOf = (cell) => `${rules[rows.indexOf(cell.parentNode)]}/${articles[cell.cellIndex - 1]}`;
  const split = (name) => [name.slice(0, name.indexOf("/")), name.slice(name.indexOf("/") + 1)];
  const cellOf = (name) => {
    const [rule, article] = split(name);
    return lines.has(rule) && columns.has(article) ? cells[lines.get(rule)][columns.get(article)] : null;
  };
  const isOff = (node) => node.classList.contains("off");
  const usable = (cell) => cell.classList.length > 0 && !isOff(cell) && !cell.classList.contains("dim") &&
    !isOff(cell.parentNode);

  // One stop of the tab key, and arrows within it.
  let current = null;
  const stand = (cell) => {
    if (current) current.tabIndex = -1;
    current = cell || null;
    if (current) current.tabIndex = 0;
  };
  const firstUsable = () => {
    for (const line of cells) {
      const found = line.find(usable);
      if (found) return found;
    }
    return null;
  };
  const step = (cell, dx, dy) => {
    let [x, y] = [cell.cellIndex - 1, rows.indexOf(cell.parentNode)];
    do {
      x += dx;
      y += dy;
    } while (cells[y] && cells[y][x] && !usable(cells[y][x]));
    return cells[y] && cells[y][x];
  };
  const edge = (cell, last, whole) => {
    const line = (whole ? cells.flat() : cells[rows.indexOf(cell.parentNode)]).filter(usable);
    return last ? line[line.length - 1] : line[0];
  };
  const moves = {
    ArrowLeft: (cell) => step(cell, -1, 0), ArrowRight: (cell) => step(cell, 1, 0),
    ArrowUp: (cell) => step(cell, 0, -1), ArrowDown: (cell) => step(cell, 0, 1),
    Home: (cell, event) => edge(cell, false, event.ctrlKey), End: (cell, event) => edge(cell, true, event.ctrlKey),
  };

  // Findings: an element of a list of the rule, named RULE/ARTICLE. ---------------------------------------------------
  const sections = all(".rule");
  const kindOf = (node) => node.parentNode.dataset.v;
  const find = (name) => {
    const [rule, article] = split(name);
    const section = name.includes("/") && $(`rule:${rule}`);
    if (!section) return null;
    const own = $(name) || $(`f:${section.dataset.r}:${columns.get(article)}`);
    if (own) return own;
    if (!columns.has(article)) return null;
    const shown = heads[columns.get(article)].textContent;
    return all(".silent li", section).find((item) => item.textContent === shown) || null;
  };
  const named = (hash) => {
    const id = hash.slice(1);
    const short = /^f:(\d+):(\d+)$/.exec(id);
    const section = short && sections[Number(short[1])];
    const name = section ? `${section.id.slice(5)}/${articles[Number(short[2])]}` : id;
    return find(name) ? name : null;
  };

  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const copy = (node) => {
    const made = node.cloneNode(true);
    [made, ...all("[id]", made)].forEach((part) => part.removeAttribute("id"));
    return made;
  };

  // The paragraphs of the articles that hold the quotes, with these and no others marked.
  const at = (mark) => Number(mark.id ? mark.id.split(":")[2] : mark.dataset.at);
  const marksOf = (link) => {
    const first = $(link.getAttribute("href").slice(1));
    if (!first || !first.classList.contains("m")) return [];
    if (!link.dataset.end) return [first];
    const inside = (mark) => at(mark) >= at(first) && at(mark) < Number(link.dataset.end);
    return all(".m", first.closest("article")).filter(inside);
  };
  const excerpts = (links, kind) => {
    const kinds = new Map();
    for (const link of links) {
      const line = link.closest(".ev li");
      const own = line && line.classList.contains("h") ? "p" : kind;
      marksOf(link).forEach((mark) => { if (kinds.get(mark) !== kind) kinds.set(mark, own); });
    }
    const paragraphs = new Set([...kinds.keys()].map((mark) => mark.closest(".para > p")));
    return [...paragraphs].map((paragraph) => {
      const made = copy(paragraph);
      made.className = "excerpt";
      const originals = all(".m", paragraph);
      all(".m", made).forEach((mark, index) => {
        const own = kinds.get(originals[index]);
        if (own) {
          const here = make("mark", `m ${own}`);
          here.append(...mark.childNodes);
          mark.replaceWith(here);
        } else {
          mark.replaceWith(...mark.childNodes);
        }
      });
      return [made, paragraph.closest("article")];
    });
  };

  // The sheet of one finding. ----------------------------------------------------------------------------------------
  const fill = (node) => {
    const rule = node.closest(".rule");
    const title = make("h2", "", rule.querySelector("summary .name").textContent);
    title.id = "panel-h";
    title.tabIndex = -1;
    const body = make("div", "finding");
    const list = node.parentNode;
    if (list.classList.contains("silent")) {
      const head = make("p", "who");
      head.append(copy(list.previousElementSibling.querySelector(".badge")), make("span", "", node.textContent));
      body.append(head, ...all("b, .reason", list.previousElementSibling).map(copy));
    } else {
      body.append(...copy(node).childNodes);
    }
    const parts = [title, body];
    const links = all(list.classList.contains("silent") ? "a" : ".ev a", node);
    let article = null;
    for (const [excerpt, source] of excerpts(links, kindOf(node))) {
      if (source !== article) {
        article = source;
        parts.push(make("h3", "", "In the article"));
        const line = make("p", "source");
        const link = make("a", "", source.querySelector("h3").textContent);
        link.href = `#${source.id}`;
        line.append(link, ` ${source.querySelector(".byline").textContent}`);
        parts.push(line);
      }
      parts.push(excerpt);
    }
    parts.push(make("h3", "", "The rule"), copy(rule.querySelector(".about")));
    $("sheet").replaceChildren(...parts);
    return title;
  };

  // The finding that is open, and its neighbours among those that say something. -------------------------------------
  let opened = null;
  const neighbour = (by) => {
    const list = cells.flat().filter((cell) => usable(cell) && !/^[ns]/.test(cell.className));
    const here = list.indexOf(cellOf(opened));
    const next = here < 0 ? (by > 0 ? list[0] : null) : list[here + by];
    return next ? nameOf(next) : null;
  };
  const open = (name) => {
    opened = name;
    const title = fill(find(name));
    $("before").disabled = !neighbour(-1);
    $("after").disabled = !neighbour(1);
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    title.focus();
    if (cellOf(name)) stand(cellOf(name));
  };
  const shut = () => {
    if (!panel.open) return;
    const cell = cellOf(opened);
    opened = null;
    panel.close();
    // Whoever came by a link stood nowhere before.
    const active = document.activeElement;
    if (cell && (active === document.body || panel.contains(active) || grid.contains(active))) cell.focus();
  };
  const sync = () => {
    const name = named(location.hash);
    if (!name) shut();
    else if (name !== opened) open(name);
  };
  const show = (name) => {
    if (panel.open) history.replaceState(history.state, "", `#${name}`);
    else history.pushState({ opened: true }, "", `#${name}`);
    sync();
  };
  const leave = () => {
    if (history.state && history.state.opened) {
      history.back();
    } else {
      history.replaceState(null, "", location.pathname + location.search);
      shut();
    }
  };
  const turn = (by) => {
    const next = opened && neighbour(by);
    if (next) show(next);
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#']");
    const cell = event.target.closest("#grid td");
    const name = link ? named(link.getAttribute("href")) : cell && usable(cell) ? nameOf(cell) : null;
    if (name) {
      event.preventDefault();
      if (cell) cell.focus();
      show(name);
    } else if (link && panel.contains(link)) {
      shut();
    }
  });
  addEventListener("popstate", sync);
  addEventListener("hashchange", sync);
  panel.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  panel.addEventListener("click", (event) => { if (event.target === panel) leave(); });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    else if (event.key === "ArrowRight") turn(1);
    else return;
    event.preventDefault();
  });
  $("close").addEventListener("click", leave);
  $("before").addEventListener("click", () => turn(-1));
  $("after").addEventListener("click", () => turn(1));

  if (grid) {
    grid.setAttribute("role", "grid");
    grid.setAttribute("aria-labelledby", "matrix-h");
    all("td a", grid).forEach((link) => { link.tabIndex = -1; });
    cells.flat().forEach((cell) => { if (cell.className) cell.tabIndex = -1; });
    stand(firstUsable());
    all(".keys").forEach((hint) => { hint.hidden = false; });
    grid.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.altKey || event.metaKey) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show(nameOf(cell));
      } else if (moves[event.key]) {
        event.preventDefault();
        const next = moves[event.key](cell, event);
        if (next) next.focus();
      }
    });
    grid.addEventListener("focusin", (event) => {
      const cell = event.target.closest("td");
      if (cell && cell !== current) stand(cell);
    });
  }

  // Filters. ---------------------------------------------------------------------------------------------------------
  const hide = (node, hidden) => { if (isOff(node) !== hidden) node.classList.toggle("off", hidden); };
  const chosen = (name) => (filters.querySelector(`select[name=${name}]`) || { value: "" }).value;
  const byName = new Map(heads.map((head, x) => [head.textContent, x]));
  const articleOf = (item) => {
    const short = item.id.startsWith("f:");
    if (short) return Number(item.id.split(":")[2]);
    return item.id ? columns.get(split(item.id)[1]) : byName.get(item.textContent);
  };

  const filter = () => {
    const verdicts = new Set(all("input:checked", filters).map((box) => box.value));
    const [severity, tag, wanted] = ["severity", "tag", "article"].map(chosen);
    const article = wanted === "" ? null : Number(wanted);
    const whole = verdicts.size === all("input", filters).length && article === null;
    const shown = new Set();
    let count = 0;
    for (const section of sections) {
      const fits = (!severity || section.dataset.s === severity) &&
        (!tag || (section.dataset.t || "").split(" ").includes(tag));
      let some = 0;
      for (const list of fits ? all("ul[data-v]", section) : []) {
        const right = verdicts.has(list.dataset.v);
        let kept = 0;
        for (const item of list.children) {
          const place = articleOf(item);
          const out = !whole && (!right || (article !== null && place !== undefined && place !== article));
          hide(item, out);
          kept += !out;
        }
        hide(list, !kept);
        if (list.classList.contains("silent")) hide(list.previousElementSibling, !kept);
        some += kept;
      }
      hide(section, !some);
      count += some;
      if (some) shown.add(section.dataset.r);
    }
    rows.forEach((row, y) => {
      hide(row, !shown.has(row.dataset.r));
      cells[y].forEach((cell, x) => {
        hide(cell, article !== null && x !== article);
        const out = cell.className !== "" && !verdicts.has(cell.classList[0]);
        if (cell.classList.contains("dim") !== out) cell.classList.toggle("dim", out);
      });
    });
    heads.forEach((head, x) => hide(head, article !== null && x !== article));
    if (grid) all("tbody", grid).forEach((part) => hide(part, !part.querySelector("tr[data-r]:not(.off)")));
    const elsewhere = (node) => article !== null && node.dataset.a !== undefined && Number(node.dataset.a) !== article;
    all(".item").forEach((item) => {
      const places = all("li[data-a]", item);
      places.forEach((place) => hide(place, elsewhere(place)));
      hide(item, !shown.has(item.dataset.r) || !verdicts.has(item.classList[1]) ||
        (places.length > 0 && places.every(isOff)));
    });
    all(".plain li[data-r]").forEach((line) => {
      hide(line, !shown.has(line.dataset.r) || !verdicts.has(line.classList[0]) || elsewhere(line));
    });
    all("#articles article, .glance li").forEach((one) => hide(one, elsewhere(one)));
    $("shown").textContent = `${shown.size} of ${sections.length} rules, ${count} findings`;
    if (grid && (!current || !usable(current))) stand(firstUsable());
  };
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("change", filter);
    $("clear").addEventListener("click", () => {
      all("input", filters).forEach((box) => { box.checked = true; });
      all("select", filters).forEach((list) => { list.value = ""; });
      filter();
    });
    $("shown").textContent = `${sections.length} of ${sections.length} rules`;
  }

  // Paper has no way to open what is closed. -------------------------------------------------------------------------
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all(".rule:not([open])");
    closed.forEach((section) => { section.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((section) => { section.open = false; }));

  sync();
})();
