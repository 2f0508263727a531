// How much alarms ask of people, a period beside the one before it.
import { byId, make, say } from '../dom.js';
import { amount, categoryWords, count, percent } from '../format.js';
import { field } from '../shell/form.js';
import { startShell } from '../shell/shell.js';
import { empty, fill } from '../shell/states.js';
import { timeText, zoneOf } from '../shell/time.js';
import { ask, sayResearch } from './ask.js';
import { bars } from './bars.js';
import { between, rate, sumBy, steps } from './figures.js';

const DAY_MS = 86400000;
const PERIODS = [['7', '7 days'], ['28', '28 days'], ['90', '90 days'], ['365', '365 days']];
const PRIORITIES = ['high', 'medium', 'low'];
const address = new URLSearchParams(location.search);

const shell = await startShell({ page: 'burden', help: { about: 'Alerts of sessions, by the hours in which sessions ran. The hollow bar is the period before, of the same length.', keys: [] } });
sayResearch(shell);

const days = field({ name: 'days', label: 'Period', choices: PERIODS, value: PERIODS.some(([id]) => id === address.get('days')) ? address.get('days') : '28' });
const end = field({ name: 'end', label: 'Until', type: 'date', value: address.get('end') ?? new Date(shell.now() + DAY_MS).toISOString().slice(0, 10), hint: 'UTC, that day not included; now at the latest' });
const site = field({ name: 'site', label: 'Site', hint: 'empty: every site of yours', value: address.get('site') ?? '' });
const filter = make('form', 'panel', make('div', 'field-row', days.root, end.root, site.root));
filter.setAttribute('aria-label', 'Period and site');
const body = make('div', 'stack');
byId('parts').append(filter, body);
filter.addEventListener('change', load);
filter.addEventListener('submit', (event) => {
  event.preventDefault();
  load();
});

function period() {
  // A session that runs has hours until now, not until an end that is still to come.
  const to = Math.min(Date.parse(`${end.value || new Date(shell.now()).toISOString().slice(0, 10)}T00:00:00Z`), shell.now());
  const length = Number(days.value) * DAY_MS;
  const one = (from, until) => ({ from: new Date(from).toISOString(), to: new Date(until).toISOString(), site: site.value });
  return { now: one(to - length, to), before: one(to - 2 * length, to - length) };
}

async function read() {
  const { now, before } = period();
  const zone = zoneOf(site.value);
  const questions = (span) => [ask('/alarm-burden', span), ...['category', 'kind', 'hour', 'acknowledged'].map((by) => ask('/alert-counts', { ...span, by, zone }))];
  const answers = await Promise.all([...questions(now), ...questions(before)]);
  const shape = ([burden, category, kind, hour, acknowledged]) => ({ burden: burden.rows, category: category.rows, kind: kind.rows, hour: hour.rows, acknowledged: acknowledged.rows });
  return { now: shape(answers.slice(0, 5)), before: shape(answers.slice(5)), spans: { now, before }, zone };
}

function draw({ now, before, spans, zone }) {
  const hours = { now: bedHours(now.burden), before: bedHours(before.burden) };
  if (hours.now === 0 && hours.before === 0) {
    return [empty('No session ran in this period', 'Choose an earlier end or a longer period. Figures count alerts of sessions.')];
  }
  const alerts = { now: total(now.burden), before: total(before.burden) };
  const confirmed = { now: share(now.burden), before: share(before.burden) };
  const note = now.acknowledged.concat(now.burden).find((row) => row.note)?.note;
  const both = (of) => ({ now: of(now), before: of(before) });
  return [
    make('p', 'notice', `${timeText(spans.now.from, { form: 'date' })} to ${timeText(spans.now.to, { form: 'date' })}, beside ${timeText(spans.before.from, { form: 'date' })} to ${timeText(spans.before.to, { form: 'date' })}.`),
    make('dl', 'panel pairs figures',
      figure('Alerts', count(alerts.now), between(alerts.now, alerts.before)),
      figure('Hours of sessions', `${amount(hours.now)} h`, between(hours.now, hours.before)),
      figure('Alerts per bed-hour', `${amount(rate(alerts.now, hours.now))} /h`, between(rate(alerts.now, hours.now), rate(alerts.before, hours.before))),
      figure('Share confirmed', confirmed.now === null ? '–' : percent(confirmed.now), confirmed.before === null ? 'not known before' : `${percent(confirmed.before)} before`),
    ),
    ...(note ? [make('p', 'warning-line', `Acknowledgements: ${note}`)] : []),
    make('div', 'overlay-grid',
      bars({ title: 'Alerts per bed-hour, by priority', unit: '/h', head: 'Priority', labels: PRIORITIES, ...both((one) => PRIORITIES.map((priority) => rate(sumBy(one.burden, 'priority', 'alert_count').get(priority) ?? 0, bedHours(one.burden)))) }),
      bySite(now, before),
      confirmedBySite(now, before),
      byValue('Alerts, by category', 'Category', now.category, before.category, categoryWords),
      byValue('Alerts, by kind', 'Kind', now.kind, before.kind, (word) => word),
      byHour(now.hour, before.hour, zone),
      toAcknowledge(now.acknowledged, before.acknowledged),
      waits(now, before),
    ),
  ];
}

const bedHours = (rows) => [...new Map(rows.map((row) => [row.site, row.bed_hours])).values()].reduce((sum, hours) => sum + hours, 0);
const total = (rows) => rows.reduce((sum, row) => sum + row.alert_count, 0);

function share(rows) {
  const own = [...new Map(rows.map((row) => [row.site, row])).values()];
  const confirmed = own.reduce((sum, row) => sum + row.confirmed_count, 0);
  const all = confirmed + own.reduce((sum, row) => sum + row.unconfirmed_count, 0);
  return all === 0 ? null : confirmed / all;
}

function figure(term, value, beside) {
  return make('div', '', make('dt', '', term), make('dd', '', make('b', '', value), make('span', 'unit', ` ${beside}`)));
}

const sitesOf = (now, before) => [...new Set([...now.burden, ...before.burden].map((row) => row.site))].sort();

function bySite(now, before) {
  const sites = sitesOf(now, before);
  const of = (rows) => sites.map((one) => { const own = rows.filter((row) => row.site === one); return own.length ? rate(total(own), own[0].bed_hours) : null; });
  return bars({ title: 'Alerts per bed-hour, by site', unit: '/h', head: 'Site', labels: sites, now: of(now.burden), before: of(before.burden) });
}

function confirmedBySite(now, before) {
  const sites = sitesOf(now, before);
  const of = (rows) => sites.map((one) => { const part = share(rows.filter((row) => row.site === one)); return part === null ? null : part * 100; });
  return bars({ title: 'Onsets of pressure excursions that a second reading confirmed', unit: '%', head: 'Site', labels: sites, now: of(now.burden), before: of(before.burden), most: 100 });
}

function byValue(title, head, now, before, word) {
  const of = [sumBy(now, 'value', 'alert_count'), sumBy(before, 'value', 'alert_count')];
  const values = [...new Set([...of[0].keys(), ...of[1].keys()])].sort((a, b) => (of[0].get(b) ?? 0) - (of[0].get(a) ?? 0));
  return bars({ title, unit: '', head, labels: values.map(word), now: values.map((value) => of[0].get(value) ?? 0), before: values.map((value) => of[1].get(value) ?? 0) });
}

function byHour(now, before, zone) {
  const of = [sumBy(now, 'value', 'alert_count'), sumBy(before, 'value', 'alert_count')];
  const hours = Array.from({ length: 24 }, (_, i) => String(i).padStart(2, '0'));
  return bars({ title: `Alerts, by hour of day (${zone})`, unit: '', head: 'Hour', labels: hours.map((hour) => `${hour}:00`), now: hours.map((hour) => of[0].get(hour) ?? 0), before: hours.map((hour) => of[1].get(hour) ?? 0), dense: true });
}

function toAcknowledge(now, before) {
  const of = (rows) => steps(sumBy(rows, 'value', 'alert_count'));
  const shape = of(now);
  return bars({ title: 'Time until somebody acknowledged', unit: '', head: 'Within', labels: shape.map((step) => step.label), now: shape.map((step) => step.count), before: of(before).map((step) => step.count) });
}

function waits(now, before) {
  const rows = (one, key) => PRIORITIES.map((priority) => { const known = one.burden.filter((row) => row.priority === priority && row[key] !== null).map((row) => row[key]); return known.length ? Math.max(...known) : null; });
  return bars({ title: 'Nine of ten were acknowledged within (the slowest site)', unit: 's', head: 'Priority', labels: PRIORITIES, now: rows(now, 'acknowledge_p90'), before: rows(before, 'acknowledge_p90') });
}

function load() {
  const query = new URLSearchParams(Object.entries({ days: days.value, end: end.value, site: site.value }).filter(([, value]) => value));
  history.replaceState(null, '', `?${query}`);
  say(byId('title'), site.value ? `Alarm burden of ${site.value}` : 'Alarm burden');
  return fill(body, read, draw, 'Counting alerts');
}

await load();
