import { card } from './card.js';
import { byId, make, reconcile, say, show } from './dom.js';
import { amount, count, plural, span } from './format.js';

const ENDED_STEP = 10;

let endedShown = ENDED_STEP;
let endedRows = [];

export function startSessions() {
  byId('ended-more').addEventListener('click', () => {
    endedShown += ENDED_STEP;
    showEnded();
  });
}

export function showSessions(overview) {
  reconcile(byId('live'), overview.live, (s) => s.session, card);
  const empty = byId('live-empty');
  show(empty, overview.live.length === 0);
  say(empty, 'No session is live. One appears here when it is opened and a pump is bound to it; ./rivulet demo starts a clinic to look at.');
  const attention = overview.live.filter((s) => s.alerts > 0 || s.openExcursions > 0).length;
  say(
    byId('live-note'),
    overview.live.length === 0
      ? ''
      : `${count(overview.live.length)} live · ${count(attention)} with an alert${overview.more ? ' · older ones are not shown' : ''}`,
  );
  endedRows = overview.ended;
  showEnded();
}

/** Moves what moves without data: time since the start, and what has gone silent. */
export function tickSessions(now) {
  for (const part of byId('live').parts?.values() ?? []) {
    part.tick(now);
  }
}

function showEnded() {
  show(byId('ended-section'), endedRows.length > 0);
  say(byId('ended-note'), endedRows.length === 0 ? '' : `latest ${count(endedRows.length)}`);
  reconcile(byId('ended'), endedRows.slice(0, endedShown), (s) => s.session, endedRow);
  show(byId('ended-more'), endedRows.length > endedShown);
}

function endedRow() {
  const cell = (className) => make('td', className);
  const link = make('a');
  const name = make('th', 'name', link);
  name.scope = 'row';
  const cells = [cell('name wide'), cell('wide'), cell('wide'), cell('number'), cell('number wide'), cell('number wide'), cell('number')];
  const [subject, site, drug, delivered, planned, lasted, ended] = cells;
  const root = make('tr', '', name, ...cells);
  return {
    root,
    update(s) {
      say(link, s.session);
      link.href = `/sessions/${encodeURIComponent(s.session)}`;
      name.title = s.session;
      say(subject, s.subject);
      say(site, s.site);
      const total = s.totals.find((t) => s.drug && t.drug.toLowerCase() === s.drug.toLowerCase()) ?? s.totals[0];
      say(drug, s.drug ? `${s.drug} ${s.route}` : s.totals.length === 1 ? total.drug : plural(s.totals.length, 'drug'));
      const perKg = s.deliveredPerKg ?? total?.amountPerKg;
      say(delivered, perKg === undefined ? '–' : `${amount(perKg)} ${total?.unit ?? s.plannedUnit}/kg`);
      say(planned, s.plannedDosePerKg === undefined ? '–' : `${amount(s.plannedDosePerKg)} ${s.plannedUnit}/kg`);
      say(lasted, s.started ? span((Date.parse(s.closed) - Date.parse(s.started)) / 1000) : '–');
      ended.dataset.at = s.closed;
      ended.title = s.closed;
    },
  };
}
