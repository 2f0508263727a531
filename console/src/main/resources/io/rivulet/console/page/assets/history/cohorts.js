// Cohorts: definitions with versions, an editor that says what is wrong and where, running, and taking along.
import { byId, make, say, show } from '../dom.js';
import { count, plural } from '../format.js';
import { toast } from '../shell/announce.js';
import { command, get, send } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, fill, loading } from '../shell/states.js';
import { timeOf } from '../shell/time.js';
import { sayResearch } from './ask.js';
import { downloads } from './download.js';

const ROOT = '/api/v1/cohorts';
const SETTLE_MS = 700;
const MOST_CHARACTERS = 12000;
const EXAMPLE = `# letters, digits, '.', '_', '-'
name: my-cohort
# in whatever case; a list is any of these
drugs: ketamine
# received, in the drug's unit per kg
dosePerKg: {min: 0.4, max: 0.6}
# any, critical or none
excursion: none
# further: sites, outcomes, single sessions
# sites: [north, south]
# outcome: {instrument: PHQ-9, max: 9}
# exclude: [s-17]
`;

const shell = await startShell({ page: 'cohorts', help: { about: 'Write what has to hold of a session, save it as a version, run the version. A version never changes; saving again makes the next one.', keys: [] } });
sayResearch(shell);

const list = make('div', 'stack');
const result = make('section', 'stack');
result.setAttribute('aria-label', 'The cohort');

const editor = make('textarea', 'code');
editor.id = 'definition';
editor.rows = 14;
editor.maxLength = MOST_CHARACTERS;
editor.spellcheck = false;
editor.value = EXAMPLE;
editor.setAttribute('aria-describedby', 'mistakes');
const lines = make('div', 'code-lines');
lines.setAttribute('aria-hidden', 'true');
const mistakes = make('div', 'mistakes');
mistakes.id = 'mistakes';
mistakes.setAttribute('role', 'status');
const save = make('button', 'primary', 'Save as the next version');
save.type = 'button';
const label = make('label', 'field-label', 'Definition (YAML)');
label.htmlFor = editor.id;
byId('parts').append(
  make('div', 'split',
    make('section', 'panel', make('div', 'title-row', make('h2', '', 'Saved')), list),
    make('section', 'panel', make('div', 'title-row', make('h2', '', 'Write')), label, make('div', 'code-box', lines, editor), mistakes, make('div', 'form-foot', save)),
  ),
  result,
);

/** The numbers beside the text, those with a mistake marked. */
function number(wrong = new Set()) {
  const total = editor.value.split('\n').length;
  lines.replaceChildren(...Array.from({ length: total }, (_, i) => make('span', wrong.has(i + 1) ? 'is-wrong' : '', wrong.has(i + 1) ? `● ${i + 1}` : String(i + 1))));
  lines.scrollTop = editor.scrollTop;
}

function goTo(line) {
  const before = editor.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const end = editor.value.indexOf('\n', before);
  editor.focus();
  editor.setSelectionRange(before, end < 0 ? editor.value.length : end);
}

let settling = 0;
let asked = 0;

async function check() {
  const mine = (asked += 1);
  if (editor.value.trim() === '') {
    mistakes.replaceChildren(make('p', 'notice', 'Write a definition, or begin from a saved version.'));
    return;
  }
  try {
    const answer = await send('POST', `${ROOT}/check`, { definition: editor.value });
    if (mine !== asked) {
      return;
    }
    number(new Set(answer.mistakes.map((one) => one.line)));
    editor.setAttribute('aria-invalid', String(!answer.valid));
    save.disabled = !answer.valid;
    mistakes.replaceChildren(
      answer.valid
        ? answer.sessionCount > 0
          ? make('p', 'is-good', `It chooses ${plural(answer.sessionCount, 'session')} now.`)
          : make('p', '', 'It chooses no session now: only sessions that have ended are chosen, and all that is written must hold.')
        : make('ul', '', ...answer.mistakes.map((one) => {
            const button = make('button', 'bare small', `Line ${one.line}`);
            button.type = 'button';
            button.addEventListener('click', () => goTo(one.line));
            return make('li', 'mistake', button, make('span', '', `${one.where ? `${one.where}: ` : ''}${one.mistake}`));
          })),
    );
  } catch (refusal) {
    if (mine === asked) {
      mistakes.replaceChildren(failed(refusal, check));
    }
  }
}

editor.addEventListener('input', () => {
  number();
  clearTimeout(settling);
  settling = setTimeout(check, SETTLE_MS);
});
editor.addEventListener('scroll', () => { lines.scrollTop = editor.scrollTop; });

save.addEventListener('click', async () => {
  const definition = editor.value;
  const saved = await confirm({
    title: 'Save this version',
    record: ['The definition, the sessions it chooses now, and a checksum of each are kept and never changed.'],
    by: shell.me.label,
    verb: 'Save it',
    send: () => command('POST', ROOT, { definition }),
  });
  if (saved) {
    toast(`Saved: ${saved.cohort} version ${saved.version}.`);
    loadList();
    showManifest(saved);
  }
});

function drawList(answer) {
  const byName = new Map();
  for (const one of answer.cohorts) {
    byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  }
  if (byName.size === 0) {
    return [empty('No cohort is saved', 'Write a definition beside this, and save it.')];
  }
  return [...byName].map(([name, versions]) =>
    make('section', 'cohort', make('h3', '', name), make('ul', '', ...versions.sort((a, b) => b.version - a.version).map((one) => {
      const open = make('button', 'quiet small', 'Run');
      open.type = 'button';
      open.setAttribute('aria-label', `Run ${name} version ${one.version}`);
      open.addEventListener('click', () => run(one));
      const edit = make('button', 'quiet small', 'Edit');
      edit.type = 'button';
      edit.setAttribute('aria-label', `Begin from ${name} version ${one.version}`);
      edit.addEventListener('click', () => begin(one));
      return make('li', 'cohort-version', make('span', '', make('b', '', `Version ${one.version}`), ` · ${plural(one.sessionCount, 'session')} · `, timeOf(one.asOf, { form: 'both' })), make('span', 'form-foot', open, edit));
    }))),
  );
}

const loadList = () => fill(list, () => get(ROOT), drawList, 'Reading the cohorts');
const pathOf = (one) => `${ROOT}/${encodeURIComponent(one.name ?? one.cohort)}/${one.version}`;

async function begin(one) {
  try {
    const whole = await get(pathOf(one));
    editor.value = whole.definition;
    number();
    check();
    editor.focus();
  } catch (refusal) {
    toast(refusal.message, { failed: true });
  }
}

async function run(one) {
  result.replaceChildren(loading('Running the cohort'));
  result.scrollIntoView({ block: 'nearest' });
  try {
    showManifest(await get(`${pathOf(one)}/manifest`));
  } catch (refusal) {
    result.replaceChildren(failed(refusal, () => run(one)));
  }
}

function showManifest(manifest) {
  const pair = (term, content) => make('div', '', make('dt', '', term), make('dd', '', content));
  const file = (word) => ({ name: (format) => `${manifest.cohort}-${manifest.version}-${word}.${format}`, path: `${pathOf(manifest)}/rows/${word}`, query: {} });
  const words = ['sessions', 'pump-samples', 'vitals-samples', 'doses', 'excursions', 'alerts', 'observations', 'outcomes'];
  const names = make('details', '', make('summary', '', `${plural(manifest.sessions.length, 'session')}`), make('ul', 'names', ...manifest.sessions.slice(0, 1000).map((session) => {
    const link = make('a', '', session);
    link.href = `/history/${encodeURIComponent(session)}`;
    return make('li', '', link);
  })));
  const heading = make('h2', '', `${manifest.cohort}, version ${manifest.version}`);
  heading.tabIndex = -1;
  const few = make('p', 'warning-line', 'Fewer than five subjects: figures may point at persons. Do not publish them.');
  show(few, manifest.fewSubjects);
  const changed = make('p', 'warning-line');
  say(changed, manifest.changed.length ? `Of ${plural(manifest.changed.length, 'session')} something else is stated now than on the day it was saved: ${manifest.changed.slice(0, 20).join(', ')}${manifest.changed.length > 20 ? ' …' : ''}.` : '');
  show(changed, manifest.changed.length > 0);
  result.replaceChildren(
    heading,
    few,
    changed,
    make('dl', 'panel pairs', pair('Sessions', count(manifest.sessionCount)), pair('Subjects', count(manifest.subjectCount)), pair('Sites', count(manifest.siteCount)), pair('Saved', timeOf(manifest.asOf, { form: 'both' })), pair('Checksum', make('code', 'hash', manifest.checksum)), pair('Checksum of the definition', make('code', 'hash', manifest.definitionSha256))),
    names,
    downloads({ by: shell.me.label, choices: words.map((word) => ({ id: word, title: word === 'sessions' ? 'The sessions' : `Their ${word}`, files: () => [file(word)] })) }).root,
  );
  heading.focus();
}

number();
loadList();
check();
