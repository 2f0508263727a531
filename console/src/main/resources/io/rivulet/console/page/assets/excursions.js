import { byId, make, reconcile, say, show } from './dom.js';
import { measure, plural, span, unitWord, vitalWord } from './format.js';
import { icon, setIcon } from './icons.js';
import { timeText } from './shell/time.js';

/** Open excursions are alerts too; those whose alert has not landed are not lost sight of. */
export function showExcursions(overview) {
  const subjects = new Map(overview.live.concat(overview.ended).map((s) => [s.session, s]));
  const named = (row) => ({ ...row, of: subjects.get(row.session) });
  const alone = overview.openExcursions.filter((row) => !overview.alerts.some((alert) => isOf(alert, row)));
  reconcile(byId('excursions'), alone.map(named), (row) => row.id, excursion);
  show(byId('excursions-block'), alone.length > 0);
  const ended = overview.endedExcursions.map(named);
  reconcile(byId('ended-excursions'), ended, (row) => row.id, excursion);
  show(byId('ended-excursions-block'), ended.length > 0);
}

const isOf = (alert, row) =>
  alert.session === row.session &&
  alert.start === row.start &&
  (alert.component ?? row.component) === row.component &&
  (alert.direction ?? row.direction) === row.direction;

function excursion() {
  const mark = icon('medium');
  const severity = make('b', 'severity');
  const what = make('span', 'excursion-what');
  const peak = make('b', 'fact-value');
  const unit = make('span', 'unit');
  const lasting = make('span');
  const lasted = make('span');
  const since = make('span');
  const readings = make('span');
  const where = make('p', 'excursion-where');
  const root = make(
    'li',
    'excursion',
    make('div', 'excursion-head', make('span', 'excursion-sign', mark, severity), make('span', 'excursion-peak', make('span', 'unit', 'peak'), peak, unit)),
    make('p', 'excursion-what-line', what),
    where,
    make('p', 'excursion-foot', lasting, lasted, since, readings),
  );
  return {
    root,
    update(row) {
      root.dataset.severity = row.severity;
      setIcon(mark, row.severity === 'critical' ? 'high' : 'medium');
      say(severity, row.severity === 'critical' ? 'Critical' : 'Warning');
      say(what, [`${vitalWord(row.component)} ${row.direction}`, row.source === 'MONITOR' ? null : row.source].filter(Boolean).join(', '));
      say(peak, String(Math.round(row.peak)));
      say(unit, unitWord(row.unit));
      say(where, [row.of?.subject, row.session, limitOf(row)].filter(Boolean).join(' · '));
      where.title = where.textContent;
      root.classList.toggle('is-over', Boolean(row.end));
      show(lasting, !row.end);
      show(lasted, Boolean(row.end));
      const site = row.of?.site;
      if (row.end) {
        delete lasting.dataset.since;
        say(lasted, `lasted ${span((Date.parse(row.end) - Date.parse(row.start)) / 1000)}`);
        say(since, `${timeText(row.start, { site })} to ${timeText(row.end, { site })}`);
      } else {
        lasting.dataset.since = row.start;
        say(since, `since ${timeText(row.start, { site })}`);
      }
      since.title = row.start;
      say(readings, plural(row.readings, 'reading'));
    },
  };
}

const limitOf = (row) =>
  [row.limit === undefined ? null : `limit ${measure(row.limit)} ${unitWord(row.unit)}`, `${row.profile} v${row.profileVersion}`].filter(Boolean).join(', ');
