// Puts YASGUI's editor in the place of the text field: it marks words, and completes what this graph has.

const MOST = 60;

/**
 * Start the editor, where the build brought it.
 * @param {HTMLTextAreaElement} field holds the query, and goes on holding it for the form
 * @param {{prefixes: Object, terms: Array, texts: Object}} told by the server
 * @param {Function} run asks the query
 * @returns {{save: Function, load: Function, goTo: Function}|null} null where there is no editor
 */
export function startEditor(field, told, run) {
  const Yasqe = window.Yasqe?.default ?? window.Yasqe;
  if (!Yasqe || !document.getElementById('plain')) return null;
  register(Yasqe, told);
  const place = document.createElement('div');
  field.after(place);
  const editor = new Yasqe(place, {
    value: field.value,
    // The address holds what is asked, so nothing is kept in the browser, and nobody else is asked.
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: 'auto',
    // What is wrong is underlined; its hints are in English alone, and for a mouse. The server says it in words.
    syntaxErrorCheck: false,
    gutters: ['CodeMirror-linenumbers', 'CodeMirror-foldgutter'],
    prefixCcApi: null,
    autocompleters: ['variables', 'our-prefixes', 'our-classes', 'our-properties'],
    extraKeys: {
      'Ctrl-Enter': run,
      'Cmd-Enter': run,
      'Ctrl-S': false,
      // The keyboard must find its way out again.
      Tab: false,
      'Shift-Tab': false,
    },
  });
  field.hidden = true;
  repair(editor, field, told.texts);
  const save = () => {
    field.value = editor.getValue();
  };
  editor.on('change', save);
  return {
    save,
    load() {
      editor.setValue(field.value);
    },
    goTo(at) {
      editor.focus();
      editor.getDoc().setCursor(at);
    },
  };
}

/** Make known what can be completed. */
function register(Yasqe, { prefixes, terms }) {
  const known = Yasqe.Autocompleters;
  Yasqe.registerAutocompleter({
    ...known.prefixes,
    onInitialize: undefined,
    get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
    bulk: true,
    autoShow: true,
    persistenceId: null,
    name: 'our-prefixes',
  }, false);
  for (const [name, isPlace, kind] of [['our-classes', isClassPlace, 'class'], ['our-properties', known.property.isValidCompletionPosition, 'property']]) {
    const own = terms.filter((term) => term.kind === kind).map((term) => ({ ...term, short: shorten(term.iri, prefixes) }));
    Yasqe.registerAutocompleter({
      name,
      bulk: false,
      autoShow: true,
      isValidCompletionPosition: isPlace,
      preProcessToken: (editor, token) => ({ ...token, autocompletionString: token.string.trim() }),
      get: (editor, token) => find(own, token.autocompletionString).map((term) => term.short),
      postprocessHints: (editor, hints) => hints.map((hint) => ({ ...hint, render: draw(own, hint.text) })),
    }, false);
  }
}

/** Whether a class can stand here: after "a". The editor's own way takes an earlier property for it. */
function isClassPlace(editor) {
  const token = editor.getCompleteToken();
  const before = editor.getPreviousNonWsToken(editor.getDoc().getCursor().line, token);
  return !/^[?$]/.test(token.string) && ['a', 'rdf:type'].includes(before?.string);
}

/** Terms whose short name or label begins so, then those in which it stands. */
function find(terms, typed) {
  const wanted = typed.toLowerCase();
  const local = wanted.slice(wanted.indexOf(':') + 1);
  const rank = ({ short, label }) => [
    short.toLowerCase().startsWith(wanted),
    local && label.toLowerCase().startsWith(local),
    local && short.toLowerCase().includes(local),
    local && label.toLowerCase().includes(local),
  ].findIndex(Boolean);
  return terms
    .map((term) => [rank(term), term])
    .filter(([at]) => at >= 0)
    .sort(([one], [other]) => one - other)
    .slice(0, MOST)
    .map(([, term]) => term);
}

function shorten(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, space]) => iri.startsWith(space));
  const [name, space] = fitting.sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const local = space ? iri.slice(space.length) : '';
  return space && /^[\w-]*$/.test(local) ? `${name}:${local}` : `<${iri}>`;
}

/** Write a suggestion as text, with what it is called beside it. */
function draw(terms, short) {
  const label = terms.find((term) => term.short === short)?.label ?? '';
  return (line) => {
    const name = document.createElement('span');
    const called = document.createElement('span');
    name.textContent = short;
    called.textContent = label;
    called.className = 'called';
    line.append(name, called);
  };
}

/** Mend what keeps people with a screen reader, or without a mouse, out. */
function repair(editor, field, texts) {
  const input = editor.getInputField();
  input.setAttribute('aria-labelledby', 'query-title');
  input.setAttribute('aria-describedby', 'problem');
  field.removeAttribute('aria-describedby');
  document.querySelector('label[for="query"]').addEventListener('click', () => editor.focus());
  const scroller = editor.getScrollerElement();
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-labelledby', 'query-title');
  editor.on('autocompletionShown', (_, widget) => {
    widget.hints.setAttribute('aria-label', texts.suggestions);
    widget.hints.tabIndex = 0;
  });
}
