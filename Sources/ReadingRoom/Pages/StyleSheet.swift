// Licensed under the Apache License, Version 2.0; see LICENSE.

/// The one style sheet of the room: light and dark, no font but those of the reader's machine.
enum StyleSheet {
  /// CSS; lengths and sides are logical, so that right-to-left needs no rule of its own.
  static let css = """
    :root {
      color-scheme: light dark;
      --paper: #fdfcf9; --ink: #1c1b19; --faint: #5f5b54; --line: #d8d3c8; --link: #0b5394;
      --mark: #ffe58a; --mark-ink: #1c1b19; --note: #f4efe2;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #191817; --ink: #ece9e2; --faint: #aaa59a; --line: #45413a; --link: #8ec2f5;
        --mark: #735f00; --mark-ink: #fffbe8; --note: #26241f;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; max-width: 56rem; padding: 0 1rem 4rem; background: var(--paper);
      color: var(--ink); line-height: 1.55;
      font-family: system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", sans-serif;
    }
    a { color: var(--link); }
    a:focus-visible, input:focus-visible, button:focus-visible, [tabindex]:focus-visible {
      outline: 3px solid var(--link); outline-offset: 2px;
    }
    main:focus { outline: none; }
    .skip { position: absolute; inset-inline-start: -100vw; }
    .skip:focus { inset-inline-start: 1rem; inset-block-start: .5rem; background: var(--paper); }
    header { border-block-end: 1px solid var(--line); padding-block: .8rem; }
    nav a { margin-inline-end: 1rem; }
    nav .home { font-weight: 700; text-decoration: none; color: var(--ink); }
    nav [aria-current] { color: var(--ink); text-decoration-thickness: 3px; }
    h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-block: 1.6rem .4rem; }
    h3 { font-size: 1.05rem; margin-block: 0 .1rem; }
    label { display: block; }
    input[type=search] { inline-size: 100%; font-size: 1.15rem; }
    input, button {
      font: inherit; padding: .4rem .6rem; color: var(--ink); background: var(--paper);
      border: 1px solid var(--faint); border-radius: .3rem;
    }
    input[type=search]:not(:focus) { font-size: 1.15rem; }
    button { background: var(--link); color: var(--paper); border-color: var(--link); cursor: pointer; }
    fieldset { border: 1px solid var(--line); border-radius: .3rem; }
    .inline label, .inline input { display: inline-block; margin-inline-end: .5rem; }
    .ladder { list-style: none; padding: 0; display: flex; gap: 1.2rem; flex-wrap: wrap; }
    .ladder [aria-current] { font-weight: 700; border-block-end: 3px solid var(--link); }
    .hits { padding-inline-start: 2.2rem; } .hits li { margin-block-end: 1.4rem; }
    .snippet { margin: .2rem 0; font-size: 1.08rem; }
    .facts { margin: 0; color: var(--faint); font-size: .9rem; }
    mark { background: var(--mark); color: var(--mark-ink); border-radius: .15rem; }
    .note { background: var(--note); padding: .4rem .8rem; border-radius: .3rem; }
    .caret {
      direction: ltr; unicode-bidi: bidi-override; padding: .8rem; overflow-x: auto;
      background: var(--note); border-radius: .3rem;
    }
    .text { border: 1px solid var(--line); border-radius: .3rem; padding: .6rem 1rem; }
    .text p { margin: 0 0 .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    .long { overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .3rem 1rem; }
    dt { color: var(--faint); } dd { margin: 0; min-inline-size: 0; overflow-wrap: anywhere; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; inline-size: 100%; font-size: .95rem; }
    th, td { text-align: start; padding: .3rem .6rem; border-block-end: 1px solid var(--line); }
    th, td { vertical-align: top; }
    tbody th { font-weight: 400; }
    td:last-child { overflow-wrap: anywhere; min-inline-size: 12rem; }
    td.number:last-child { min-inline-size: 0; }
    .number { text-align: end; font-variant-numeric: tabular-nums; }

    """
}
