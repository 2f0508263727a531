// Alerts that stand. Priority is a shape and a word before it is a colour.
import { byId, make, reconcile, say, show } from './dom.js';
import { categoryWords, measure, priorityWord, unitWord, vitalWord } from './format.js';
import { icon, setIcon } from './icons.js';
import { timeText } from './shell/time.js';

let known = null;

export function showAlerts(overview) {
  const subjects = new Map(overview.live.concat(overview.ended).map((s) => [s.session, s]));
  const rows = overview.alerts.map((row) => ({ ...row, of: subjects.get(row.session) }));
  reconcile(byId('alerts'), rows, (row) => row.id, alert);
  const empty = byId('alerts-empty');
  show(empty, rows.length === 0);
  say(empty, 'None. What somebody may have to act on appears here: a vital sign or a dose beyond a limit, a pump’s own alarm, a device gone silent.');
  announce(rows);
}

/** High ones interrupt a screen reader, others wait their turn; what was there at the start is not news. */
function announce(rows) {
  const fresh = known ? rows.filter((row) => known.get(row.id) !== row.priority) : [];
  known = new Map(rows.map((row) => [row.id, row.priority]));
  const news = (chosen) => chosen.map((row) => `${priorityWord(row.priority)} priority: ${title(row)}${row.session ? `, session ${row.session}` : ''}`).join('. ');
  const high = fresh.filter((row) => row.priority === 'high');
  const others = fresh.filter((row) => row.priority !== 'high');
  if (high.length > 0) {
    say(byId('announce-now'), news(high));
  }
  if (others.length > 0) {
    say(byId('announce-later'), news(others));
  }
}

/** What it is about in as few words: the rule's name only where the vital sign does not say it. */
function title(row) {
  const sign = row.component ? vitalWord(row.component) : null;
  if (sign && row.direction) {
    return row.source === 'MONITOR' ? `${sign} ${row.direction}` : `${row.source ?? ''} ${sign.toLowerCase()} pressure ${row.direction}`.trim();
  }
  return [categoryWords(row.category), row.source, row.drug].filter(Boolean).join(', ');
}

function alert() {
  const sign = icon('medium');
  const priority = make('b', 'severity');
  const value = make('b', 'fact-value');
  const unit = make('span', 'unit');
  const measured = make('span', 'excursion-peak', value, unit);
  const what = make('p', 'alert-what');
  const against = make('p', 'alert-against');
  const where = make('p', 'excursion-where');
  const kind = make('span');
  const lasting = make('span');
  const since = make('span');
  const over = make('span');
  const back = make('span');
  const root = make(
    'li',
    'excursion alert',
    make('div', 'excursion-head', make('span', 'excursion-sign', sign, priority), measured),
    what,
    against,
    where,
    make('p', 'excursion-foot', kind, lasting, since, over, back),
  );
  return {
    root,
    update(row) {
      root.dataset.priority = row.priority;
      setIcon(sign, row.priority);
      say(priority, priorityWord(row.priority));
      say(what, title(row));
      const has = row.measured !== undefined;
      show(measured, has);
      say(value, has ? measure(row.measured) : '');
      say(unit, unitWord(row.unit ?? ''));
      say(against, limitOf(row));
      show(against, against.textContent !== '');
      say(where, [row.of?.subject, row.session, row.device].filter(Boolean).join(' · '));
      where.title = where.textContent;
      say(kind, row.kind);
      show(lasting, row.present);
      if (row.present) {
        lasting.dataset.since = row.start;
      } else {
        delete lasting.dataset.since;
      }
      const site = row.site ?? row.of?.site;
      say(since, `since ${timeText(row.start, { site })}`);
      since.title = row.start;
      show(over, !row.present);
      say(over, row.end ? `over at ${timeText(row.end, { site })}, latched` : 'over, latched');
      show(back, row.flaps > 0);
      say(back, `came back ${row.flaps} ${row.flaps === 1 ? 'time' : 'times'}`);
    },
  };
}

/** Against which limit of which version; without a measurement the engine's own words. */
function limitOf(row) {
  const from = row.profile ? `${row.profile} v${row.profileVersion ?? '–'}` : null;
  if (row.limit === undefined) {
    return row.measured === undefined && letters(row.detail) !== letters(title(row)) ? row.detail : (from ?? '');
  }
  return [`limit ${measure(row.limit)} ${unitWord(row.unit ?? '')}`.trim(), from].filter(Boolean).join(' · ');
}

const letters = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
