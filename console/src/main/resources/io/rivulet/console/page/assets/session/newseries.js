// Opening a series: of whom, which drug, how many sessions of which dose, and the site's own rule where it has one.
import { amount, unitWord } from '../format.js';
import { toast } from '../shell/announce.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { planFields, planOf } from './blocks.js';
import { inRow, marked } from './fields.js';
import { recorder } from './recorder.js';
import { ROUTES, routeWord } from './words.js';

/** Asks for everything; resolves with the name of the series that was opened, or nothing. */
export async function openSeries({ shell, site, subject, drug, instruments }) {
  const record = recorder('', 'series');
  const name = marked(field({ name: 'series', label: 'Name of the series', hint: 'may be left empty; 1 to 64 of letters, digits, . _ -', pattern: '[A-Za-z0-9._\\-]{1,64}', maxLength: 64 }), 'series');
  const of = marked(field({ name: 'subject', label: 'Subject', hint: 'a pseudonym, never a name or a record number', required: true, maxLength: 64, value: subject }), 'subject');
  const what = inRow(marked(field({ name: 'drug', label: 'Drug', required: true, maxLength: 128, value: drug || 'Ketamine' }), 'drug'), field({ name: 'route', label: 'Route', choices: Object.keys(ROUTES).map((one) => [one, routeWord(one)]) }));
  const rule = inRow(
    field({ name: 'ruleInstrument', label: 'Response rule by', choices: [['', 'No rule'], ...instruments.map((one) => [one.instrument, one.instrument])] }),
    marked(field({ name: 'ruleAfterSessions', label: 'after sessions', type: 'number', min: 1, step: 1 }), 'ruleaftersessions'),
    marked(field({ name: 'ruleRaisePerKg', label: 'raise by', unit: 'mg/kg', type: 'number', min: 0, step: 'any' }), 'ruleraiseperkg'),
    marked(field({ name: 'ruleMaxPerKg', label: 'never above', unit: 'mg/kg', type: 'number', min: 0, step: 'any' }), 'rulemaxperkg'),
  );
  const fields = [name, of, ...what, ...planFields([], 'mg'), ...rule];
  const filled = (v, ...keys) => Object.fromEntries(keys.filter((key) => v[key] !== undefined && v[key] !== '').map((key) => [key, v[key]]));
  const opened = await confirm({
    title: 'Open a series',
    verb: 'Open the series',
    fields,
    describe: (v) => [
      `${v.series || 'A series'} of ${v.subject || '–'} at ${site}: ${v.drug} ${routeWord(v.route)}`,
      ...planOf(v).map((block) => `${block.sessions} x ${amount(block.dosePerKg)} ${unitWord('mg')}/kg${block.daysBetween === undefined ? '' : `, every ${block.daysBetween} days`}`),
      v.ruleInstrument ? `Where ${v.ruleInstrument} is less than half better after ${v.ruleAfterSessions ?? '–'} sessions, ${v.ruleRaisePerKg ?? '–'} mg/kg more is proposed, up to ${v.ruleMaxPerKg ?? '–'}. A person decides.` : 'No rule proposes other doses.',
    ],
    by: `${shell.me.label} (${shell.me.name}), through this console`,
    send: (v) => record('open', { site, subject: v.subject, drug: v.drug, route: v.route, unit: 'mg', blocks: planOf(v), ...filled(v, 'series', 'ruleInstrument', ...(v.ruleInstrument ? ['ruleAfterSessions', 'ruleRaisePerKg', 'ruleMaxPerKg'] : [])) }, fields),
  });
  if (opened?.series) {
    toast(`Series ${opened.series} is open.`);
  }
  return opened?.series;
}
