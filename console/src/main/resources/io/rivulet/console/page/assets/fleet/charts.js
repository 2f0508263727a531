// A device's clock, battery and messages over time.
import { chart } from '../shell/chart.js';
import { offsetText } from './words.js';

const HOUR_MS = 3600e3;
const at = (one) => Date.parse(one.at);

export function chartsOf(answer, site) {
  const from = Date.parse(answer.from);
  const to = Date.parse(answer.to);
  const days = to - from > 26 * HOUR_MS;
  const spans = answer.story.silences.map((one) => ({ name: '', from: Math.max(from, Date.parse(one.from)), to: one.to ? Date.parse(one.to) : to }));
  const shared = { site, from, to, days, spans, group: 'device', height: 220 };
  const shaded = spans.length === 0 ? '' : ' Shaded: it was silent.';
  const clock = answer.story.clock;
  const offsets = clock.map((one) => one.offsetMillis);
  const hours = hourly(answer, from, to);
  return [
    chart({
      ...shared,
      title: 'Clock offset',
      unit: 's',
      note: `Its clock less the receipt clock; it never says more than the truth.${shaded}`,
      summary: clock.length === 0 ? 'It could not be compared in this time.' : `From ${offsetText(Math.min(...offsets))} to ${offsetText(Math.max(...offsets))}, lastly ${offsetText(offsets.at(-1))}.`,
      series: [{ name: 'Offset', step: true, data: [...clock.map((one) => [at(one), one.offsetMillis / 1000]), ...(clock.length > 0 ? [[to, offsets.at(-1) / 1000]] : [])] }],
    }),
    chart({
      ...shared,
      title: 'Battery',
      unit: '%',
      note: `As it last said.${shaded}`,
      min: 0,
      max: 100,
      summary: answer.story.battery.length === 0 ? 'It said nothing of its battery in this time.' : `Lastly ${Math.round(answer.story.battery.at(-1).percent)} %.`,
      limits: [{ name: 'low', value: 20 }],
      series: [{ name: 'Battery', step: true, data: answer.story.battery.map((one) => [at(one), one.percent]) }],
    }),
    chart({
      ...shared,
      title: 'Messages by hour',
      unit: '/h',
      min: 0,
      scale: false,
      note: `Samples that were accepted, by the hour of the device’s clock.${shaded}`,
      summary: answer.rates.length === 0 ? 'No samples in this time.' : `${answer.rates.length} hours with samples, ${Math.max(...answer.rates.map((one) => one.messages))} at most in one.`,
      series: [{ name: 'Messages', bars: true, data: hours }],
    }),
  ];
}

/** Hours without a sample are nought, not a gap: nothing came. */
function hourly(answer, from, to) {
  const known = new Map(answer.rates.map((one) => [Date.parse(one.hour), one.messages]));
  const all = [];
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    all.push([hour, known.get(hour) ?? 0]);
  }
  return all;
}
