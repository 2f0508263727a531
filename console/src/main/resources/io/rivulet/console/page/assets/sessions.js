import { byId, make, reconcile, say, show } from './dom.js';
import { amount, count, doseRate, minutes, percent, plural, pressure, span } from './format.js';
import { icon, setIcon } from './icons.js';

const PUMPS_SHOWN = 3;
const ENDED_STEP = 10;
// A pump that stands still reports every half minute.
const PUMP_SILENT_MS = 90000;
const PRESSURE_OLD_MS = 15 * 60000;

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
  const attention = overview.live.filter((s) => s.openExcursions > 0).length;
  say(
    byId('live-note'),
    overview.live.length === 0
      ? ''
      : `${count(overview.live.length)} live · ${count(attention)} with an open excursion${overview.more ? ' · older ones are not shown' : ''}`,
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

function fact(label) {
  const value = make('span', 'fact-value');
  const unit = make('span', 'unit');
  const note = make('span', 'fact-note');
  const root = make('div', 'fact', make('dt', '', label), make('dd', '', make('span', 'fact-line', value, unit), note));
  return { root, value, unit, note };
}

function card() {
  const title = make('h3');
  const mark = make('span', 'pill small');
  const markIcon = icon('warning');
  const markText = make('span');
  mark.append(markIcon, markText);
  const who = make('p', 'card-who');
  const what = make('p', 'card-what');

  const dose = make('b', 'dose-value');
  const doseUnit = make('span', 'unit');
  const planned = make('span', 'dose-planned');
  const share = make('span', 'dose-share');
  const fill = make('span', 'bar-fill');
  const elapsedMark = make('span', 'bar-time');
  const bar = make('div', 'bar', fill, elapsedMark);
  bar.setAttribute('role', 'progressbar');
  bar.setAttribute('aria-label', 'Dose delivered of the plan');
  const elapsed = make('span');
  const volume = make('span');
  const doubt = make('p', 'card-doubt');

  const pumps = make('div', 'pumps');
  const silent = make('p', 'card-silent');
  const pressures = make('div', 'pressures');
  const pressureFact = make('dl', 'facts');
  const none = make('p', 'card-none', 'No pressure yet');
  pressures.append(pressureFact, none);

  const root = make(
    'li',
    'card',
    make('div', 'card-head', make('div', 'card-title', title, who), mark),
    what,
    make(
      'div',
      'dose',
      make('div', 'dose-line', make('span', 'dose-main', dose, doseUnit, planned), share),
      bar,
      make('div', 'dose-foot', elapsed, volume),
      doubt,
    ),
    make('div', 'card-lower', make('div', 'card-pumps', make('h4', '', 'Pump'), pumps, silent), make('div', 'card-pressure', make('h4', '', 'Pressure'), pressures)),
  );

  let session = null;
  const part = {
    root,
    update(s) {
      session = s;
      root.dataset.severity = s.worstSeverity ?? '';
      say(title, s.subject);
      title.title = s.subject;
      say(who, s.session);
      who.title = s.session;
      show(mark, s.openExcursions > 0);
      mark.className = `pill small ${s.worstSeverity ?? 'warning'}`;
      setIcon(markIcon, s.worstSeverity ?? 'warning');
      say(markText, s.openExcursions === 1 ? (s.worstSeverity ?? 'excursion') : `${s.openExcursions} excursions`);
      say(what, [s.drug ? `${s.drug} ${s.route}` : s.route, s.site, s.weightKg === undefined ? 'weight not known' : `${amount(s.weightKg)} kg`].join(' · '));
      what.title = what.textContent;
      updateDose(s);
      updatePumps(s);
      updatePressures(s);
    },
    tick(now) {
      if (session) {
        tickTime(session, now);
      }
    },
  };

  function updateDose(s) {
    const total = s.totals.find((t) => s.drug && t.drug.toLowerCase() === s.drug.toLowerCase()) ?? s.totals[0];
    const perKg = s.deliveredPerKg ?? total?.amountPerKg;
    const unit = total?.unit ?? s.plannedUnit;
    if (perKg !== undefined && unit) {
      say(dose, amount(perKg));
      say(doseUnit, `${unit}/kg`);
    } else if (total) {
      say(dose, amount(total.amount ?? total.volumeMl));
      say(doseUnit, total.amount === undefined ? 'mL' : total.unit);
    } else {
      say(dose, '0');
      say(doseUnit, s.plannedUnit ? `${s.plannedUnit}/kg` : 'mL');
    }
    say(planned, s.plannedDosePerKg === undefined ? 'no plan' : `of ${amount(s.plannedDosePerKg)} ${s.plannedUnit}/kg`);
    const fraction = s.deliveredFraction ?? (s.plannedDosePerKg && !total ? 0 : undefined);
    say(share, fraction === undefined ? '' : percent(fraction));
    root.classList.toggle('above-plan', fraction > 1.0005);
    show(bar, fraction !== undefined);
    fill.style.inlineSize = `${Math.min(100, (fraction ?? 0) * 100)}%`;
    bar.setAttribute('aria-valuenow', String(Math.floor((fraction ?? 0) * 100)));
    bar.setAttribute('aria-valuetext', `${dose.textContent} ${doseUnit.textContent} ${planned.textContent}`);
    const parts = total ? [total.amount === undefined ? null : `${amount(total.amount)} ${total.unit}`, `${amount(total.volumeMl)} mL`] : [];
    say(volume, parts.filter(Boolean).join(' · '));
    const doubts = total
      ? [
          fraction > 1.0005 ? 'above plan' : null,
          total.uncertaintyMl > 0.0005 ? `up to ${amount(total.uncertaintyMl)} mL more may have moved unseen` : null,
          total.estimatedMl > 0.0005 ? `${amount(total.estimatedMl)} mL estimated from the rate` : null,
        ].filter(Boolean)
      : [];
    show(doubt, doubts.length > 0);
    say(doubt, doubts.join(' · '));
  }

  function updatePumps(s) {
    const several = s.doses.length > 1;
    reconcile(pumps, s.doses.slice(0, PUMPS_SHOWN), (d) => `${d.device}\n${d.drug}`, () => pump(several));
    if (s.doses.length === 0) {
      say(silent, 'No pump data yet');
    } else if (s.doses.length > PUMPS_SHOWN) {
      say(silent, `and ${plural(s.doses.length - PUMPS_SHOWN, 'more pump')}`);
    } else {
      say(silent, '');
    }
  }

  function updatePressures(s) {
    reconcile(pressureFact, s.pressures, (p) => p.source, reading);
    show(none, s.pressures.length === 0);
  }

  function tickTime(s, now) {
    const start = Date.parse(s.started ?? s.opened);
    const seconds = Math.max(0, (now - start) / 1000);
    if (s.plannedSeconds === undefined) {
      say(elapsed, `${minutes(seconds)} min`);
      show(elapsedMark, false);
    } else {
      say(elapsed, `${minutes(seconds)} of ${minutes(s.plannedSeconds)} min`);
      const share = seconds / s.plannedSeconds;
      show(elapsedMark, share <= 1);
      elapsedMark.style.insetInlineStart = `${Math.min(100, share * 100)}%`;
    }
    for (const row of pumps.parts?.values() ?? []) {
      row.tick(now);
    }
    for (const row of pressureFact.parts?.values() ?? []) {
      row.tick(now);
    }
  }

  return part;
}

function pump(named) {
  const name = make('p', 'pump-drug');
  const mark = icon('unknown');
  const state = make('b', 'state-word');
  const sign = make('span', 'state', mark, state);
  const rate = make('span', 'fact-value');
  const rateLine = make('p', 'fact-line', rate, make('span', 'unit', 'mL/h'));
  const perKg = make('span');
  const age = make('span');
  const foot = make('p', 'fact-note', perKg, age);
  const root = make('div', 'pump', name, make('div', 'pump-line', rateLine, sign), foot);
  let at = 0;
  return {
    root,
    update(d) {
      at = Date.parse(d.asOf);
      show(name, named);
      say(name, d.drug);
      root.dataset.state = d.state;
      setIcon(mark, d.state.toLowerCase());
      say(state, d.state);
      say(rate, amount(d.rateMlPerHour));
      const dose = doseRate(d.ratePerKgPerHour, d.unit);
      say(perKg, dose ? `${dose.value} ${dose.unit}` : 'dose rate not known');
      age.dataset.at = d.asOf;
    },
    tick(now) {
      const quiet = now - at > PUMP_SILENT_MS;
      root.classList.toggle('old', quiet);
      age.dataset.suffix = quiet ? ', silent' : '';
    },
  };
}

function reading() {
  const value = make('span', 'fact-value');
  const source = make('span');
  const age = make('span');
  const foot = make('span', 'fact-note', source, age);
  const root = make('div', 'fact', make('dd', '', make('span', 'fact-line', value, make('span', 'unit', 'mmHg')), foot));
  let at = 0;
  return {
    root,
    update(p) {
      at = Date.parse(p.time);
      say(value, pressure(p));
      say(source, p.source);
      age.dataset.at = p.time;
    },
    tick(now) {
      const old = now - at > PRESSURE_OLD_MS;
      root.classList.toggle('old', old);
      age.dataset.suffix = old ? ', old' : '';
    },
  };
}

function showEnded() {
  show(byId('ended-section'), endedRows.length > 0);
  say(byId('ended-note'), endedRows.length === 0 ? '' : `latest ${count(endedRows.length)}`);
  reconcile(byId('ended'), endedRows.slice(0, endedShown), (s) => s.session, endedRow);
  show(byId('ended-more'), endedRows.length > endedShown);
}

function endedRow() {
  const cell = (className) => make('td', className);
  const name = make('th', 'name');
  name.scope = 'row';
  const cells = [cell('name wide'), cell('wide'), cell('wide'), cell('number'), cell('number wide'), cell('number wide'), cell('number')];
  const [subject, site, drug, delivered, planned, lasted, ended] = cells;
  const root = make('tr', '', name, ...cells);
  return {
    root,
    update(s) {
      say(name, s.session);
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
