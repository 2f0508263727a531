// The values of a limits profile by their paths, such as limits.systolic.high.warning. Nothing of the page in here.
import { vitalWord } from '../format.js';

/** Every value that is not an object or a list: [{ path, value }]. */
export function leaves(node, path = '') {
  if (node !== null && typeof node === 'object') {
    return Object.entries(node).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key));
  }
  return [{ path, value: node }];
}

/** The same with another value at a path; what is given is not changed. */
export function put(node, path, value) {
  const [key, ...rest] = path.split('.');
  const copy = Array.isArray(node) ? [...node] : { ...node };
  copy[key] = rest.length ? put(node[key], rest.join('.'), value) : value;
  return copy;
}

const WORDS = { limits: 'Limits', plausible: 'Plausible', relative: 'Relative to the baseline', hysteresis: 'Hysteresis', confirm: 'Confirmation', withinSeconds: 'within', readings: 'readings', baseline: 'Baseline', sources: 'Sources', dose: 'Dose', pressureOverdueFactor: 'Pressure overdue after, in intervals' };

/** A path in words: "Limits systolic high warning". */
export function nameOf(path) {
  const words = path
    .split('.')
    .filter(Boolean)
    .map((part) => WORDS[part] ?? (part === '0' ? 'from' : part === '1' ? 'to' : (['heartRate', 'spo2', 'respiratoryRate', 'etco2'].includes(part) ? vitalWord(part) : part.replace(/([A-Z])/g, ' $1').toLowerCase())));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PRESSURE = /(systolic|diastolic|mean|hysteresis)/;

/** What a value is in. */
export function unitOf(path) {
  if (/Seconds$/.test(path)) {
    return 's';
  }
  if (/Minutes$/.test(path)) {
    return 'min';
  }
  if (/[pP]ercent/.test(path) || path.includes('spo2')) {
    return '%';
  }
  if (path.includes('heartRate') || path.includes('respiratoryRate')) {
    return '/min';
  }
  return PRESSURE.test(path) || path.includes('etco2') ? 'mmHg' : '';
}

/** What somebody wrote, or what is wrong with it. */
export function fromText(text) {
  try {
    const limits = JSON.parse(text);
    return limits !== null && typeof limits === 'object' && !Array.isArray(limits) ? { limits } : { mistake: 'It is not a JSON object.' };
  } catch (mistake) {
    return { mistake: `It is not JSON: ${mistake.message}` };
  }
}
