// Dose now: delivered against planned per kg, rate, doubt, and the predicted concentration with its spread.
import { make, reconcile, say, show } from '../dom.js';
import { amount, nanograms, percent, span, unitWord } from '../format.js';
import { quantity } from '../shell/quantity.js';
import { asOf, doubtPerKg, mainDrug, ofDrug, planAt } from './lookup.js';

export function dosePanel() {
  const title = make('h2', '', 'Dose');
  const delivered = quantity(undefined, 'mg/kg', { large: true });
  const planned = make('p', 'fact-note');
  const fill = make('span', 'bar-fill');
  const due = make('span', 'bar-due');
  const bar = make('div', 'dose-bar', fill, due);
  bar.setAttribute('role', 'meter');
  bar.setAttribute('aria-valuemin', '0');
  bar.setAttribute('aria-label', 'Delivered of planned dose');
  const total = make('p', 'fact-note');
  const rate = quantity(undefined, 'ug/kg/min');
  const rateToo = make('span', 'fact-note');
  const doubt = make('p', 'doubt');
  const plasma = quantity(undefined, 'ng/mL', { exact: true });
  const effect = quantity(undefined, 'ng/mL', { exact: true });
  const model = make('p', 'fact-note');
  const others = make('ul', 'routes');
  const prediction = make('div', 'prediction', make('h3', '', 'Predicted concentration, not measured'), make('dl', 'pairs', pair('Plasma', plasma), pair('Effect site', effect)), model);
  const root = make('section', 'panel', title, delivered, bar, planned, total, make('dl', 'pairs', pair('Rate now', rate, rateToo)), doubt, others, prediction);
  root.setAttribute('aria-label', 'Dose');

  return {
    root,
    update({ course }) {
      const drug = mainDrug(course);
      const at = Date.parse(course.at);
      const now = ofDrug(course.doses, drug).at(-1);
      const plan = drug ? planAt(course, drug, at) : undefined;
      const unit = now?.unit ?? plan?.unit ?? 'mg';
      const word = unitWord(unit);
      const kg = asOf(course.weights, at)?.weightKg;
      say(title, drug ? `Dose of ${drug}` : 'Dose');
      delivered.set(now?.deliveredPerKg, `${word}/kg`);
      const share = plan && now?.deliveredPerKg !== undefined ? now.deliveredPerKg / plan.dosePerKg : undefined;
      say(planned, plan ? `of ${amount(plan.dosePerKg)} ${word}/kg planned${plan.durationSeconds ? ` over ${span(plan.durationSeconds)}` : ''}${share === undefined ? '' : `, ${percent(share)}`}` : 'No plan is recorded');
      show(bar, Boolean(plan));
      if (plan) {
        const most = Math.max(plan.dosePerKg, now?.deliveredPerKg ?? 0);
        fill.style.setProperty('--share', String((now?.deliveredPerKg ?? 0) / most));
        due.style.setProperty('--share', String((now?.plannedSoFarPerKg ?? plan.dosePerKg) / most));
        show(due, now?.plannedSoFarPerKg !== undefined);
        bar.classList.toggle('is-over', share >= 1.005);
        bar.setAttribute('aria-valuemax', amount(plan.dosePerKg));
        bar.setAttribute('aria-valuenow', amount(Math.min(now?.deliveredPerKg ?? 0, plan.dosePerKg)));
        bar.setAttribute('aria-valuetext', `${amount(now?.deliveredPerKg)} of ${amount(plan.dosePerKg)} ${word} per kg${now?.plannedSoFarPerKg === undefined ? '' : `; an even infusion would be at ${amount(now.plannedSoFarPerKg)}`}`);
      }
      const soFar = now?.plannedSoFarPerKg === undefined ? null : `even infusion by now: ${amount(now.plannedSoFarPerKg)} ${word}/kg (upright mark)`;
      const all = now?.deliveredPerKg !== undefined && kg ? `${amount(now.deliveredPerKg * kg)} ${word} in all` : null;
      say(total, [all, soFar].filter(Boolean).join(' · '));
      const perHour = now?.ratePerKgPerHour;
      if (unit === 'mg') {
        rate.set(perHour === undefined ? undefined : (perHour * 1000) / 60, 'ug/kg/min');
        say(rateToo, perHour === undefined ? '' : `${amount(perHour)} mg/kg/h`);
      } else {
        rate.set(perHour, `${word}/kg/h`);
        say(rateToo, '');
      }
      const unseen = doubtPerKg(course, now);
      const estimated = (course.gaps ?? []).some((gap) => gap.kind === 'estimated');
      show(doubt, unseen > 0 || estimated);
      say(doubt, [unseen > 0 ? `Up to ${amount(unseen)} ${word}/kg more may have moved unseen, in gaps or around a counter that fell (the band in the chart).` : null, estimated ? 'Part is estimated from rate and time: the pump has no counter.' : null].filter(Boolean).join(' '));
      const drugs = [...new Map((course.doses ?? []).map((one) => [one.drug.toLowerCase(), one])).values()].filter((one) => one.drug.toLowerCase() !== (drug ?? '').toLowerCase());
      reconcile(others, drugs, (one) => one.drug, otherDrug);
      show(others, drugs.length > 0);
      showPrediction(now);
    },
  };

  function showPrediction(now) {
    const predictions = now?.predictions ?? [];
    show(prediction, predictions.length > 0);
    if (predictions.length === 0) {
      return;
    }
    const [first] = predictions;
    plasma.set(first.plasmaNgPerMl === undefined ? undefined : Math.round(first.plasmaNgPerMl));
    effect.set(first.effectSiteNgPerMl === undefined ? undefined : Math.round(first.effectSiteNgPerMl));
    const known = predictions.map((one) => one.plasmaNgPerMl).filter((value) => value !== undefined);
    say(model, `Model ${first.model}${known.length > 1 ? `; ${known.length} models lie between ${nanograms(Math.min(...known))} and ${nanograms(Math.max(...known))} ng/mL in plasma` : ''}. Calculated from the dose, for a person of this weight as studied.`);
  }
}

function otherDrug() {
  const text = make('span');
  return {
    root: make('li', '', text),
    update(one) {
      say(text, `${one.drug}: ${amount(one.deliveredPerKg)} ${unitWord(one.unit ?? '')}/kg`);
    },
  };
}

function pair(term, ...values) {
  return make('div', '', make('dt', '', term), make('dd', '', ...values));
}
