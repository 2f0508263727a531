// Numbers with a point and units, whatever the browser's language: a decimal comma misread is a dose misread.

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (n) => grouped.format(n);
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** Three digits that mean something, never scientific. */
export function amount(n) {
  if (!Number.isFinite(n)) {
    return '–';
  }
  if (n === 0) {
    return '0';
  }
  const digits = (size) => (size < 1 ? 3 : size < 10 ? 2 : size < 1000 ? 1 : 0);
  const size = Math.abs(n);
  // 9.996 is 10.0 and not 10.00: what counts is the number that is shown.
  return n.toFixed(digits(Number(size.toFixed(digits(size)))));
}

export const percent = (fraction) => `${Math.floor(fraction * 100 + 1e-9)} %`;

/** How long ago; the future is said plainly, since it means that a clock is wrong. */
export function ago(milliseconds) {
  if (milliseconds < -2000) {
    return `${span(-milliseconds / 1000)} ahead`;
  }
  return milliseconds < 1000 ? 'now' : `${span(milliseconds / 1000)} ago`;
}

/** A rough length of time. */
export function span(seconds) {
  if (seconds < 90) {
    return `${Math.floor(seconds)} s`;
  }
  if (seconds < 90 * 60) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 36 * 3600 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
}

/** Minutes and seconds, as a running count. */
export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const rest = String(whole % 60).padStart(2, '0');
  return `${Math.floor(whole / 60)}:${rest}`;
}

const two = (n) => String(n).padStart(2, '0');
export const clockUtc = (d) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;

/** The browser's zone as an offset, such as +05:30. */
export function zone(d) {
  const offset = -d.getTimezoneOffset();
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Dose rate in the unit that people order it in. */
export function doseRate(perKgPerHour, unit) {
  if (perKgPerHour === undefined || !unit) {
    return null;
  }
  return unit === 'mg'
    ? { value: amount((perKgPerHour * 1000) / 60), unit: 'ug/kg/min' }
    : { value: amount(perKgPerHour), unit: `${unit}/kg/h` };
}

/** Systolic over diastolic, with the mean in brackets; a dash for what is not there. */
export function pressure(p) {
  const whole = (n) => (n === undefined ? '–' : String(Math.round(n)));
  const mean = p.mean === undefined ? '' : ` (${whole(p.mean)})`;
  return `${whole(p.systolic)}/${whole(p.diastolic)}${mean}`;
}

/** A concentration in ng/mL: predictions are not better than a whole number. */
export const nanograms = (n) => String(Math.round(n));

/** A vital sign or its limit, as it was measured: no digits that nobody read. */
export const measure = (n) => (Number.isInteger(n) ? n.toFixed(0) : amount(n));

/** UCUM as people write it at the bedside. */
export const unitWord = (unit) => ({ 'mm[Hg]': 'mmHg', '[IU]': 'IU' })[unit] ?? unit.replace('[IU]', 'IU');

const VITALS = { systolic: 'Systolic', diastolic: 'Diastolic', mean: 'Mean', heartRate: 'Heart rate', spo2: 'SpO2', respiratoryRate: 'Respiratory rate', etco2: 'EtCO2' };
export const vitalWord = (component) => VITALS[component] ?? component;

const OBSERVATIONS = { CADSS: 'CADSS', MOAA_S: 'MOAA/S', NAUSEA: 'Nausea', DIZZINESS: 'Dizziness', EVENT: 'Event' };
export const observationWord = (kind) => OBSERVATIONS[kind] ?? kind;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const phaseWord = (phase) => capital((phase ?? '').toLowerCase());
export const priorityWord = (priority) => capital(priority);

/** A code such as SPO2_EXCURSION in words. */
export const categoryWords = (code) =>
  capital(code.toLowerCase().replaceAll('_', ' ')).replace(/^Spo2/, 'SpO2').replace(/^Etco2/, 'EtCO2');
