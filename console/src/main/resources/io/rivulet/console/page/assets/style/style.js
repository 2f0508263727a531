// The living style page: each part of shell/, over made-up data.
import { byId, make, say } from '../dom.js';
import { icon, setIcon } from '../icons.js';
import { toast } from '../shell/announce.js';
import { chart } from '../shell/chart.js';
import { chips } from '../shell/chips.js';
import { combobox } from '../shell/combobox.js';
import { copyable } from '../shell/copy.js';
import { confirm } from '../shell/dialog.js';
import { field, form } from '../shell/form.js';
import { quantity } from '../shell/quantity.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, loading } from '../shell/states.js';
import { table } from '../shell/table.js';
import { tabs } from '../shell/tabs.js';
import { timeOf } from '../shell/time.js';
import { virtualList } from '../shell/virtual.js';

const shell = await startShell({ page: 'style', help: { about: 'All parts of the pages, to look at and to try.' } });
const START = Math.floor(shell.now() / 60000) * 60000 - 40 * 60000;
const minute = (i) => START + i * 60000;
const wait = (millis) => new Promise((done) => setTimeout(done, millis));

function specimen(title, about, ...content) {
  const heading = make('h2', '', title);
  heading.id = title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const node = make('section', 'specimen', make('div', 'title-row', heading, make('p', 'title-note', about)), ...content);
  node.setAttribute('aria-labelledby', heading.id);
  byId('parts').append(node);
}

const line = (...content) => make('div', 'specimen-line', ...content);

function button(className, text, click = () => toast(`${text} was pressed.`)) {
  const node = make('button', className, text);
  node.type = 'button';
  node.addEventListener('click', click);
  return node;
}

const COLOURS = ['bg', 'surface', 'sunken', 'ink', 'muted', 'line', 'edge', 'accent', 'accent-bg', 'good', 'critical', 'critical-bg', 'warning', 'warning-bg', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'];
specimen('Colours', 'tokens.css; light and dark', make('div', 'swatches', ...COLOURS.map((name) => {
  const patch = make('i');
  patch.style.background = `var(--${name})`;
  return make('div', 'swatch', patch, make('code', '', `--${name}`));
})));

specimen('Buttons', 'one primary in a group', line(button('primary', 'Record it'), button('quiet', 'Cancel'), button('danger', 'End the session'), button('quiet small', 'Small'), button('bare', 'Bare')));

const pill = (kind, text) => make('span', `pill ${kind}`, icon({ good: 'up', none: 'unknown' }[kind] ?? kind), make('b', '', text));
specimen('Pills', 'shape, word, then colour', line(pill('high', 'High'), pill('medium', 'Medium'), pill('low', 'Low'), pill('good', 'Running'), pill('none', 'Not known')));

const large = quantity(0.25, 'mg/kg', { large: true });
specimen('Numbers and times', 'quantity.js, time.js', make('dl', 'pairs panel',
  make('div', '', make('dt', '', 'Delivered'), make('dd', '', large)),
  make('div', '', make('dt', '', 'Rate'), make('dd', '', quantity(8.33, 'ug/kg/min'))),
  make('div', '', make('dt', '', 'Mean pressure'), make('dd', '', quantity(undefined, 'mm[Hg]'))),
  make('div', '', make('dt', '', 'Started'), make('dd', '', timeOf(START))),
  make('div', '', make('dt', '', 'Ended'), make('dd', '', timeOf('2026-03-02T21:05:00Z')))));

specimen('Nothing, asking, refused', 'states.js', empty('No device matches', 'Take a filter away, or search for a part of its name.', button('quiet', 'Show all devices')), loading('Asking for devices'), failed({ message: 'The database does not answer. Check that it runs; the console’s log says what it said.' }, () => toast('Tried again.')));

const ask = button('quiet', 'Correct a weight …', async () => {
  const weight = field({ name: 'weightKg', label: 'Weight', unit: 'kg', type: 'number', min: 20, max: 300, step: 0.1, required: true, hint: 'between 20 and 300' });
  const done = await confirm({
    title: 'Correct the weight',
    by: shell.me.label,
    fields: [weight],
    describe: (values) => [`Weight of session s-1: ${values.weightKg ?? '–'} kg`, 'It holds from the beginning: the dose per kg is calculated anew.'],
    verb: 'Record it',
    send: async (values) => {
      await wait(600);
      return values;
    },
  });
  if (done) {
    toast(`The weight is ${done.weightKg} kg.`);
  }
});
specimen('Dialog, toast', 'dialog.js, announce.js', line(ask, button('quiet', 'Say that it worked', () => toast('The limits are set.')), button('quiet', 'Say that it failed', () => toast('Not recorded: the session has ended.', { failed: true }))));

specimen('Form', 'form.js', make('div', 'panel', form([
  field({ name: 'name', label: 'Name', required: true, hint: 'small letters, digits and dots' }),
  field({ name: 'role', label: 'Role', choices: [['engineer', 'Clinical engineer'], ['clinician', 'Clinician']] }),
  field({ name: 'all', label: 'At every site', type: 'checkbox' }),
], { verb: 'Add', send: async () => wait(500), done: () => toast('Added.') })));

const DRUGS = ['ketamine', 'esketamine', 'propofol', 'remifentanil', 'dexmedetomidine'];
const picked = make('p', 'title-note', 'Nothing chosen');
specimen('Chips, combobox', 'chips.js, combobox.js',
  chips('State', [{ id: 'silent', label: 'Silent', count: 12 }, { id: 'clock', label: 'Dishonest clock', count: 3 }, { id: 'battery', label: 'Low battery', count: 41 }], ['silent'], (set) => say(picked, `Chosen: ${[...set].join(', ') || 'nothing'}`)).root,
  combobox({ label: 'Drug', suggest: async (text) => DRUGS.filter((drug) => drug.includes(text.toLowerCase())).map((value) => ({ value })), chosen: (one) => say(picked, `Chosen: ${one.value}`) }).root,
  picked);

specimen('Tabs', 'tabs.js', tabs('Parts of a device', ['Clock', 'Messages', 'Sessions'].map((title) => ({ id: title.toLowerCase(), title, show: (panel) => panel.append(make('p', '', `What there is of ${title.toLowerCase()}.`)) }))));

const ROWS = Array.from({ length: 60 }, (_, i) => ({ id: `pump-${String(i + 1).padStart(2, '0')}`, offset: Math.round(Math.sin(i) * 900) / 100, seen: START + i * 30000 }));
const devices = table({
  caption: 'Devices',
  key: (row) => row.id,
  sort: 'id',
  columns: [
    { id: 'id', title: 'Device', head: true, sort: true, show: (row) => row.id },
    { id: 'offset', title: 'Clock offset', unit: 's', number: true, sort: 'descending', show: (row) => row.offset.toFixed(2) },
    { id: 'seen', title: 'Last seen', number: true, show: (row) => timeOf(row.seen) },
  ],
  ask: async ({ sort, cursor = 0 }) => {
    const by = sort.replace('-', '');
    const sorted = ROWS.toSorted((a, b) => (a[by] < b[by] ? -1 : 1) * (sort.startsWith('-') ? -1 : 1));
    return { rows: sorted.slice(cursor, cursor + 8), next: cursor + 8 < sorted.length ? cursor + 8 : null };
  },
});
specimen('Table', 'table.js', devices.root);
devices.load();

const MANY = 50000;
const many = virtualList({
  label: 'Fifty thousand devices',
  head: ['Device', 'State', 'Battery, %'].map((text) => make('span', '', text)),
  page: async (index) => {
    await wait(80);
    return { rows: Array.from({ length: Math.min(100, MANY - index * 100) }, (_, i) => ({ id: `pump-${index * 100 + i + 1}`, silent: (index * 100 + i) % 17 === 0, battery: (index * 31 + i * 7) % 101 })), total: MANY };
  },
  draw: () => {
    const sign = icon('up');
    const word = make('span');
    const cells = [make('span'), make('span', '', sign, ' ', word), make('span')];
    return {
      cells,
      update(row) {
        say(cells[0], row.id);
        setIcon(sign, row.silent ? 'down' : 'up');
        say(word, row.silent ? 'silent' : 'running');
        say(cells[2], String(row.battery));
      },
    };
  },
  nameOf: (row) => `${row.id}, ${row.silent ? 'silent' : 'running'}`,
  open: (row) => toast(`${row.id} would open.`),
});
specimen('Virtual list', 'virtual.js: 50,000 rows', many.root);
many.reload();

const wave = (base, swing, phase = 0) => Array.from({ length: 41 }, (_, i) => [minute(i), i > 17 && i < 22 ? null : Math.round(base + swing * Math.sin(i / 4 + phase))]);
specimen('Charts', 'chart.js over ECharts', make('div', 'panels',
  make('div', 'panel', chart({ title: 'Blood pressure', unit: 'mmHg', group: 'style', zoom: true, summary: 'Systolic 120 to 180 mmHg over 40 min, with a gap from minute 18 to 21.', series: [{ name: 'Systolic', data: wave(150, 30) }, { name: 'Diastolic', data: wave(88, 12, 1) }], limits: [{ name: 'limit', value: 170 }], spans: [{ name: 'excursion', from: minute(3), to: minute(9) }] }).root),
  make('div', 'panel', chart({ title: 'Predicted concentration', unit: 'ng/mL', group: 'style', note: 'Calculated, never measured. The band is how far the models lie apart.', series: [{ name: 'Spread', band: true, data: wave(170, 40).map(([x, y]) => [x, y === null ? null : y * 0.8, y === null ? null : y * 1.25]) }, { name: 'Clements 250', data: wave(170, 40) }] }).root),
  make('div', 'panel', chart({ title: 'Dose per kg', unit: 'mg/kg', min: 0, x: { name: 'Since the first dose', unit: 'min' }, series: [{ name: 'Delivered', step: true, data: Array.from({ length: 41 }, (_, i) => [i, Math.round(i * 12.5 * (i > 30 ? 0.97 : 1)) / 1000]) }, { name: 'Planned', dashed: true, data: [[0, 0], [40, 0.5]] }, { name: 'Uncertain', band: true, doubt: true, data: [[30, 0.33, 0.37], [35, 0.38, 0.43], [40, 0.45, 0.5]] }, { name: 'Charted', marks: true, data: [[12, 0.15, 'IM 20 mg']] }] }).root)));

specimen('To copy', 'copy.js', copyable('./rivulet export --session s-1 --format parquet', 'Copy the command'));
