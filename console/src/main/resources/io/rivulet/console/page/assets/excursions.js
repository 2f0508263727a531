import { byId, make, reconcile, say, show } from './dom.js';
import { plural, span, timeLocal } from './format.js';
import { icon, setIcon } from './icons.js';

let known = null;

export function showExcursions(overview) {
  const subjects = new Map(overview.live.concat(overview.ended).map((s) => [s.session, s]));
  const named = (row) => ({ ...row, of: subjects.get(row.session) });
  const rows = overview.openExcursions.map(named);
  const ended = overview.endedExcursions.map(named);
  reconcile(byId('ended-excursions'), ended, (row) => row.id, excursion);
  show(byId('ended-excursions-block'), ended.length > 0);
  reconcile(byId('excursions'), rows, (row) => row.id, excursion);
  const empty = byId('excursions-empty');
  show(empty, rows.length === 0);
  say(empty, 'None. Readings beyond a session’s limits appear here once they are confirmed.');
  announce(rows);
}

/** Critical ones interrupt a screen reader, warnings wait their turn; what was there at the start is not news. */
function announce(rows) {
  const fresh = known ? rows.filter((row) => known.get(row.id) !== row.severity) : [];
  known = new Map(rows.map((row) => [row.id, row.severity]));
  for (const [severity, place] of [['critical', 'announce-now'], ['warning', 'announce-later']]) {
    const news = fresh.filter((row) => row.severity === severity).map(sentence);
    if (news.length > 0) {
      say(byId(place), news.join('. '));
    }
  }
}

const sentence = (row) =>
  `${row.severity}: ${row.component} pressure ${row.direction}, ${Math.round(row.peak)} mmHg, session ${row.session}`;

function excursion() {
  const mark = icon('warning');
  const severity = make('b', 'severity');
  const what = make('span', 'excursion-what');
  const peak = make('b', 'fact-value');
  const lasts = make('span');
  const lasting = make('span', '', 'for ', lasts);
  const lasted = make('span');
  const since = make('span');
  const readings = make('span');
  const where = make('p', 'excursion-where');
  const root = make(
    'li',
    'excursion',
    make('div', 'excursion-head', make('span', 'excursion-sign', mark, severity), make('span', 'excursion-peak', make('span', 'unit', 'peak'), peak, make('span', 'unit', 'mmHg'))),
    make('p', 'excursion-what-line', what),
    where,
    make('p', 'excursion-foot', lasting, lasted, since, readings),
  );
  return {
    root,
    update(row) {
      root.dataset.severity = row.severity;
      setIcon(mark, row.severity);
      say(severity, row.severity === 'critical' ? 'Critical' : 'Warning');
      say(what, `${row.component[0].toUpperCase()}${row.component.slice(1)} ${row.direction}, ${row.source}`);
      say(peak, String(Math.round(row.peak)));
      say(where, [row.of?.subject, row.session].filter(Boolean).join(' · '));
      where.title = row.session;
      root.classList.toggle('is-over', Boolean(row.end));
      show(lasting, !row.end);
      show(lasted, Boolean(row.end));
      if (row.end) {
        delete lasts.dataset.since;
        say(lasted, `lasted ${span((Date.parse(row.end) - Date.parse(row.start)) / 1000)}`);
        say(since, `${timeLocal(new Date(row.start))} to ${timeLocal(new Date(row.end))}`);
      } else {
        lasts.dataset.since = row.start;
        say(since, `since ${timeLocal(new Date(row.start))}`);
      }
      since.title = row.start;
      say(readings, plural(row.readings, 'reading'));
    },
  };
}
