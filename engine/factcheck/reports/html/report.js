"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = $("panel");
  const form = $("filters");
  const grid = $("grid");
  const home = () => location.pathname + location.search;

  // Where the address leads: a finding is the one kind of place with a slash in its name.
  const findingAt = (hash) => {
    const name = hash.startsWith("#") ? hash.slice(1) : "";
    const place = name.includes("/") ? $(name) : null;
    return place && place.classList.contains("finding") ? place : null;
  };

  // The matrix: one stop of the tab key, arrows within it. ---------------------------------------------------------
  const rows = grid ? all("tbody tr[data-r]", grid) : [];
  const cells = rows.map((row) => [...row.cells].slice(1));
  const cellOf = new Map();
  const spot = (cell) => cell && cell.firstElementChild;
  cells.forEach((line, y) => line.forEach((cell, x) => {
    const link = spot(cell);
    if (link) {
      link.tabIndex = -1;
      cellOf.set(link.getAttribute("href"), { link, x, y });
    }
  }));
  const usable = (cell) => spot(cell) && !cell.classList.contains("off") && !cell.classList.contains("dim") &&
    !cell.parentNode.classList.contains("off");
  let current = null;
  const stand = (link) => {
    if (current) current.tabIndex = -1;
    current = link;
    if (link) link.tabIndex = 0;
  };
  const firstStop = () => stand(spot(cells.flat().find(usable)));

  const step = (link, dx, dy) => {
    let { x, y } = cellOf.get(link.getAttribute("href"));
    do {
      x += dx;
      y += dy;
    } while (cells[y] && cells[y][x] && !usable(cells[y][x]));
    return cells[y] && spot(cells[y][x]);
  };
  const edge = (link, last, whole) => {
    const { y } = cellOf.get(link.getAttribute("href"));
    const line = (whole ? cells.flat() : cells[y]).filter(usable);
    return spot(last ? line[line.length - 1] : line[0]);
  };
  const moves = {
    ArrowLeft: (link) => step(link, -1, 0), ArrowRight: (link) => step(link, 1, 0),
    ArrowUp: (link) => step(link, 0, -1), ArrowDown: (link) => step(link, 0, 1),
    Home: (link, event) => edge(link, false, event.ctrlKey), End: (link, event) => edge(link, true, event.ctrlKey),
  };
  if (grid) {
    grid.setAttribute("role", "grid");
    grid.setAttribute("aria-labelledby", "matrix-h");
    all(".keys").forEach((hint) => { hint.hidden = false; });
    firstStop();
    grid.addEventListener("keydown", (event) => {
      const link = event.target.closest("td a");
      const move = link && !event.altKey && !event.metaKey && moves[event.key];
      const next = move && move(link, event);
      if (move) event.preventDefault();
      if (next) {
        stand(next);
        next.focus();
      }
    });
    grid.addEventListener("focusin", (event) => {
      const link = event.target.closest("td a");
      if (link) stand(link);
    });
  }

  // The sheet of one finding. --------------------------------------------------------------------------------------
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

  // The paragraphs of the articles that hold the quotes, with these and no others marked. -------------------------
  const marksOf = (link) => {
    const first = $(link.getAttribute("href").slice(1));
    const start = first ? Number(first.dataset.at) : 0;
    const inside = (mark) => Number(mark.dataset.at) >= start && Number(mark.dataset.at) < Number(link.dataset.end);
    return first ? all(".m", first.closest("article")).filter(inside) : [];
  };
  const excerpts = (finding) => {
    const kinds = new Map();
    for (const link of all(".ev a", finding)) {
      const kind = link.closest("li").classList.contains("h") ? "p" : finding.classList[1];
      marksOf(link).forEach((mark) => { if (kinds.get(mark) !== finding.classList[1]) kinds.set(mark, kind); });
    }
    const paragraphs = new Set([...kinds.keys()].map((mark) => mark.closest(".para > p")));
    return [...paragraphs].map((paragraph) => {
      const made = copy(paragraph);
      made.className = "excerpt";
      const originals = all(".m", paragraph);
      all(".m", made).forEach((mark, index) => {
        const kind = kinds.get(originals[index]);
        if (kind) {
          const here = make("mark", `m ${kind}`);
          here.append(...mark.childNodes);
          mark.replaceWith(here);
        } else {
          mark.replaceWith(...mark.childNodes);
        }
      });
      return [made, paragraph.closest("article")];
    });
  };

  const fill = (finding) => {
    const rule = finding.closest(".rule");
    const title = make("h2", "", rule.querySelector("summary .name").textContent);
    title.id = "panel-h";
    title.tabIndex = -1;
    const body = make("div", "finding " + finding.classList[1]);
    if (finding.parentNode.classList.contains("silent")) {
      const head = make("p", "who");
      const silence = finding.parentNode.previousElementSibling;
      head.append(copy(silence.querySelector(".badge")), make("span", "", finding.textContent));
      body.append(head, copy(silence.querySelector(".reason")));
    } else {
      body.append(...copy(finding).childNodes);
    }
    const parts = [title, body];
    let article = null;
    for (const [excerpt, source] of excerpts(finding)) {
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

  const worthReading = () => cells.flat().filter((cell) => usable(cell) && !/^[ns]$/.test(cell.classList[0]));
  const neighbour = (finding, by) => {
    const list = worthReading().map((cell) => spot(cell).getAttribute("href"));
    const here = list.indexOf(`#${finding.id}`);
    if (here >= 0) return list[here + by];
    return by > 0 ? list[0] : undefined;
  };

  let opened = null;
  const open = (finding) => {
    opened = finding;
    const title = fill(finding);
    $("before").disabled = !neighbour(finding, -1);
    $("after").disabled = !neighbour(finding, 1);
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    title.focus();
    const cell = cellOf.get(`#${finding.id}`);
    if (cell) stand(cell.link);
  };
  const shut = () => {
    if (!panel.open) return;
    const cell = opened && cellOf.get(`#${opened.id}`);
    opened = null;
    panel.close();
    if (cell && (document.activeElement === document.body || document.activeElement.closest("#grid"))) cell.link.focus();
  };
  const sync = () => {
    const finding = findingAt(location.hash);
    if (finding) {
      if (finding !== opened) open(finding);
    } else {
      shut();
    }
  };
  const leave = () => {
    if (!findingAt(location.hash)) shut();
    else if (history.state && history.state.opened) history.back();
    else {
      history.replaceState(null, "", home());
      shut();
    }
  };
  const turn = (by) => {
    const next = opened && neighbour(opened, by);
    if (next) {
      history.replaceState(history.state, "", next);
      sync();
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const hash = link.getAttribute("href");
    if (findingAt(hash)) {
      event.preventDefault();
      if (panel.open) history.replaceState(history.state, "", hash);
      else history.pushState({ opened: true }, "", hash);
      sync();
    } else if (panel.contains(link)) {
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

  // Filters. -------------------------------------------------------------------------------------------------------
  const rules = all(".rule");
  const facts = new Map(rules.map((rule) => [rule.dataset.r, {
    severity: rule.dataset.s, tags: (rule.dataset.t || "").split(" "), findings: all(".finding", rule),
  }]));
  const chosen = (name) => (form.querySelector(`select[name=${name}]`) || { value: "" }).value;
  const hide = (node, hidden) => node.classList.toggle("off", hidden);

  const filter = () => {
    const verdicts = new Set(all("input:checked", form).map((box) => box.value));
    const [severity, tag, article] = ["severity", "tag", "article"].map(chosen);
    const fits = (finding) => verdicts.has(finding.classList[1]) &&
      (!article || finding.dataset.a === undefined || finding.dataset.a === article);
    const shown = new Set();
    let count = 0;
    for (const rule of rules) {
      const known = facts.get(rule.dataset.r);
      const wanted = (!severity || known.severity === severity) && (!tag || known.tags.includes(tag));
      let some = false;
      for (const finding of known.findings) {
        const kept = wanted && fits(finding);
        hide(finding, !kept);
        if (kept) {
          some = true;
          count += 1;
        }
      }
      all(".silent", rule).forEach((list) => {
        const none = !list.querySelector(".finding:not(.off)");
        hide(list, none);
        hide(list.previousElementSibling, none);
      });
      hide(rule, !some);
      if (some) shown.add(rule.dataset.r);
    }
    rows.forEach((row, y) => {
      hide(row, !shown.has(row.dataset.r));
      cells[y].forEach((cell, x) => {
        hide(cell, Boolean(article) && String(x) !== article);
        cell.classList.toggle("dim", cell.classList.length > 0 && !verdicts.has(cell.classList[0]));
      });
    });
    if (grid) {
      [...grid.tHead.rows[0].cells].slice(1).forEach((head, x) => hide(head, Boolean(article) && String(x) !== article));
      all("tbody", grid).forEach((part) => hide(part, !part.querySelector("tr[data-r]:not(.off)")));
    }
    all(".item").forEach((item) => {
      const lines = all("li[data-a]", item);
      lines.forEach((line) => hide(line, Boolean(article) && line.dataset.a !== article));
      hide(item, !shown.has(item.dataset.r) || !verdicts.has(item.classList[1]) ||
        (lines.length > 0 && lines.every((line) => line.classList.contains("off"))));
    });
    all(".plain li[data-r]").forEach((line) => hide(line, !shown.has(line.dataset.r) ||
      !verdicts.has(line.classList[0]) || (Boolean(article) && line.dataset.a !== undefined && line.dataset.a !== article)));
    all("#articles article, .glance li").forEach((one) => hide(one, Boolean(article) && one.dataset.a !== article));
    $("shown").textContent = `${shown.size} of ${rules.length} rules, ${count} findings`;
    if (current && !usable(current.parentNode)) firstStop();
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("change", filter);
    $("clear").addEventListener("click", () => {
      all("input", form).forEach((box) => { box.checked = true; });
      all("select", form).forEach((list) => { list.value = ""; });
      filter();
    });
    filter();
  }

  // Paper has no way to open what is closed.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all(".rule:not([open])");
    closed.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((part) => { part.open = false; }));

  sync();
})();
