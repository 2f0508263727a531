// The plan of a series as people write it: blocks of sessions with one dose each.
import { unitWord } from '../format.js';
import { field } from '../shell/form.js';
import { inRow, marked } from './fields.js';

const BLOCKS = 3;
const keys = (i) => ({ sessions: `sessions${i}`, dosePerKg: `dosePerKg${i}`, daysBetween: `daysBetween${i}` });

/** Blocks out of steps: neighbours of the same dose and distance are one. */
export function planned(steps) {
  const blocks = [];
  for (const step of steps) {
    const last = blocks.at(-1);
    const same = last && last.dosePerKg === step.dosePerKg && (last.daysBetween === step.daysAfter || last.sessions === 1);
    if (same) {
      last.sessions += 1;
      last.daysBetween = step.daysAfter;
    } else {
      blocks.push({ sessions: 1, dosePerKg: step.dosePerKg, daysBetween: step.daysAfter });
    }
  }
  return blocks;
}

/** A row of fields for each block; the first has to be filled in. */
export function planFields(blocks, unit) {
  const rows = Math.max(BLOCKS, blocks.length);
  return Array.from({ length: rows }, (_, i) => {
    const block = blocks[i] ?? {};
    const name = keys(i + 1);
    const first = i === 0;
    const fields = [
      marked(field({ name: name.sessions, label: first ? 'Sessions' : 'then sessions', type: 'number', min: 1, max: 100, step: 1, required: first, value: block.sessions }), 'sessions'),
      marked(field({ name: name.dosePerKg, label: 'Dose each', unit: `${unitWord(unit)}/kg`, type: 'number', min: 0, step: 'any', required: first, value: block.dosePerKg }), 'dose'),
      marked(field({ name: name.daysBetween, label: 'Days between', unit: 'd', type: 'number', min: 0, step: 'any', value: block.daysBetween }), 'days'),
    ];
    for (const one of fields) {
      one.input.setAttribute('aria-label', `${one.root.querySelector('label').textContent}, block ${i + 1}`);
    }
    return inRow(...fields);
  }).flat();
}

/** What is filled in, as the desk takes it. */
export function planOf(values) {
  const blocks = [];
  for (let i = 1; values[keys(i).sessions] !== undefined || values[keys(i).dosePerKg] !== undefined; i += 1) {
    const name = keys(i);
    const days = values[name.daysBetween];
    blocks.push({ sessions: values[name.sessions] ?? 1, dosePerKg: values[name.dosePerKg] ?? 0, ...(days === undefined ? {} : { daysBetween: days }) });
  }
  return blocks;
}
