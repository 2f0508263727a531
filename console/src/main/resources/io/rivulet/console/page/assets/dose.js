// What a session has had of its drug: against the plan, by route, how fast, and what models predict of it.
import { make, say, show } from './dom.js';
import { amount, minutes, nanograms, percent } from './format.js';

export function dose() {
  const value = make('b', 'dose-value');
  const unit = make('span', 'unit');
  const planned = make('span', 'dose-planned');
  const share = make('span', 'dose-share');
  const fill = make('span', 'bar-fill');
  const elapsedMark = make('span', 'bar-time');
  const bar = make('div', 'bar', fill, elapsedMark);
  bar.setAttribute('role', 'progressbar');
  bar.setAttribute('aria-label', 'Dose delivered of the plan');
  const elapsed = make('span');
  const volume = make('span');
  const rate = make('p', 'dose-rate');
  const routes = make('p', 'dose-routes');
  const doubt = make('p', 'card-doubt');
  const predicted = make('b');
  const model = make('span');
  const spread = make('span');
  const note = make('span', 'prediction-note');
  const prediction = make('p', 'prediction', make('span', 'prediction-word', 'Predicted concentration'), predicted, model, spread, note);
  const root = make(
    'div',
    'dose',
    make('div', 'dose-line', make('span', 'dose-main', value, unit, planned), share),
    bar,
    make('div', 'dose-foot', elapsed, volume),
    rate,
    routes,
    prediction,
    doubt,
  );
  let session = null;

  return {
    root,
    update(s) {
      session = s;
      const received = ofDrug(s, s.received);
      const counted = ofDrug(s, s.totals);
      updateValue(s, received, counted);
      updateRate(received);
      updateRoutes(s, received);
      updatePrediction(received);
      updateDoubt(s, received, counted);
    },
    tick(now) {
      // The plan's time runs from the first of the drug, not from sitting down.
      const started = ofDrug(session, session.received)?.started;
      const seconds = started === undefined ? 0 : Math.max(0, (now - Date.parse(started)) / 1000);
      if (session.plannedSeconds === undefined) {
        say(elapsed, `${minutes(seconds)} min`);
        show(elapsedMark, false);
      } else {
        say(elapsed, `${minutes(seconds)} of ${minutes(session.plannedSeconds)} min`);
        const part = seconds / session.plannedSeconds;
        show(elapsedMark, part <= 1);
        elapsedMark.style.insetInlineStart = `${Math.min(100, part * 100)}%`;
      }
    },
  };

  function updateValue(s, received, counted) {
    // The engine's total speaks for all routes: where part of it is not known, the pumps' share is not the dose.
    const total = received ?? counted;
    const perKg = s.deliveredPerKg ?? total?.amountPerKg;
    const per = total?.unit ?? s.plannedUnit;
    if (perKg !== undefined && per) {
      say(value, amount(perKg));
      say(unit, `${per}/kg`);
    } else if (total?.amount !== undefined) {
      say(value, amount(total.amount));
      say(unit, total.unit);
    } else if (total) {
      say(value, counted && !received ? amount(counted.volumeMl) : '–');
      say(unit, counted && !received ? 'mL' : 'dose not known');
    } else {
      say(value, '0');
      say(unit, s.plannedUnit ? `${s.plannedUnit}/kg` : 'mL');
    }
    say(planned, s.plannedDosePerKg === undefined ? 'no plan' : `of ${amount(s.plannedDosePerKg)} ${s.plannedUnit}/kg`);
    const fraction = s.deliveredFraction ?? (s.plannedDosePerKg && !total ? 0 : undefined);
    say(share, fraction === undefined ? '' : percent(fraction));
    root.classList.toggle('above-plan', fraction >= 1.005);
    show(bar, fraction !== undefined);
    fill.style.inlineSize = `${Math.min(100, (fraction ?? 0) * 100)}%`;
    bar.setAttribute('aria-valuenow', String(Math.floor((fraction ?? 0) * 100)));
    bar.setAttribute('aria-valuetext', `${value.textContent} ${unit.textContent} ${planned.textContent}`);
    const parts = [total?.amount === undefined ? null : `${amount(total.amount)} ${total.unit}`, counted ? `${amount(counted.volumeMl)} mL` : null];
    say(volume, parts.filter(Boolean).join(' · '));
  }

  function updateRate(received) {
    const parts = [
      received?.ratePerKgPerHour === undefined ? null : `${amount(received.ratePerKgPerHour)} ${received.unit}/kg/h`,
      received?.rateUgPerKgPerMinute === undefined ? null : `${amount(received.rateUgPerKgPerMinute)} ug/kg/min`,
    ].filter(Boolean);
    show(rate, parts.length > 0);
    say(rate, parts.length > 0 ? `Rate ${parts.join(' · ')}` : '');
  }

  /** Said where there is more than one pump's way in, and for other drugs. */
  function updateRoutes(s, received) {
    const ways = received?.routes ?? [];
    const said = ways.length > 1 || ways.some((way) => way.charted) ? ways.map((way) => route(way, received.unit)) : [];
    const others = (s.received ?? []).filter((total) => total !== received).map(other);
    const parts = said.concat(others);
    show(routes, parts.length > 0);
    say(routes, parts.join(' · '));
  }

  function updatePrediction(received) {
    const models = received?.predictions ?? [];
    show(prediction, models.length > 0);
    if (models.length === 0) {
      return;
    }
    const [first, ...others] = models;
    say(predicted, `${nanograms(first.plasmaNgPerMl)} ng/mL in plasma, ${nanograms(first.effectSiteNgPerMl)} ng/mL at the effect site`);
    say(model, `by ${first.model}, not measured`);
    const plasma = others.map((one) => one.plasmaNgPerMl);
    show(spread, plasma.length > 0);
    say(spread, `other models ${nanograms(Math.min(...plasma))} to ${nanograms(Math.max(...plasma))} ng/mL`);
    spread.title = others.map((one) => `${one.model}: ${nanograms(one.plasmaNgPerMl)} ng/mL`).join(', ');
    show(note, Boolean(received.predictionNote));
    say(note, received.predictionNote);
  }

  function updateDoubt(s, received, counted) {
    const unseen = received?.uncertaintyAmount;
    const doubts = [
      s.deliveredFraction >= 1.005 ? 'above plan' : null,
      unseen === undefined
        ? counted?.uncertaintyMl > 0.0005 && `up to ${amount(counted.uncertaintyMl)} mL more may have moved unseen`
        : unseen > 0.0005 && `up to ${amount(unseen)} ${received.unit} more may have moved unseen`,
      counted?.estimatedMl > 0.0005 && `${amount(counted.estimatedMl)} mL estimated from the rate`,
    ].filter(Boolean);
    show(doubt, doubts.length > 0);
    say(doubt, doubts.join(' · '));
  }
}

/** The total of the session's drug, or of the first where it has none. */
export function ofDrug(s, totals = []) {
  return totals.find((total) => s.drug && total.drug.toLowerCase() === s.drug.toLowerCase()) ?? (s.drug ? undefined : totals[0]);
}

const route = (way, unit) => `${way.route} ${way.amount === undefined ? 'amount not known' : `${amount(way.amount)} ${unit}`}${way.charted ? ', charted' : ''}`;

function other(total) {
  const given = total.amount === undefined ? 'dose not known' : `${amount(total.amount)} ${total.unit}`;
  return `${total.drug} ${given}${total.amountPerKg === undefined ? '' : ` (${amount(total.amountPerKg)} ${total.unit}/kg)`}`;
}
