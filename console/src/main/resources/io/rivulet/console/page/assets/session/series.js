// The course of treatment: where this session stands in it, what earlier ones came to, and the outcome scores.
import { link, make, say, show } from '../dom.js';
import { amount, percent, unitWord } from '../format.js';
import { get } from '../shell/api.js';
import { timeText } from '../shell/time.js';

const RESPONSE = 0.5;

const LANDED_MS = 2500;

export function seriesPanel(session, actions, me) {
  const about = make('p', 'fact-note');
  const box = make('div', 'series-body');
  const page = link('', 'Whole series');
  const next = link('', 'Open the next session');
  const buttons = [actions.button('outcome', 'Record a score'), actions.button('seriesdose', 'Set a dose')];
  const acts = make('div', 'series-acts', ...buttons, next, page);
  const root = make('section', 'panel', make('h2', '', 'Series'), about, box, acts);
  root.setAttribute('aria-label', 'Series');
  root.hidden = true;
  let asked = '';

  async function read(site) {
    try {
      const { series } = await get(`/api/v1/sessions/${encodeURIComponent(session)}/series`);
      show(root, Boolean(series));
      if (series) {
        draw(series, site);
      }
    } catch {
      asked = '';
    }
  }

  function draw(series, site) {
    const steps = new Map((series.steps ?? []).map((one) => [one.number, one]));
    for (const one of series.dosesSet ?? []) {
      steps.set(one.number, { ...steps.get(one.number), ...one, decided: true });
    }
    const held = new Map(series.sessions.map((one) => [one.number, one]));
    const numbers = [...new Set([...steps.keys(), ...held.keys()])].sort((a, b) => a - b);
    const mine = series.sessions.find((one) => one.session === session)?.number;
    page.href = `/series/${encodeURIComponent(series.series)}`;
    next.href = `/sessions/new?series=${encodeURIComponent(series.series)}`;
    show(page, me.may('SEE_HISTORY'));
    [...buttons, next].forEach((one) => show(one, actions.allowed && !series.closed));
    say(about, `${series.series} · ${series.drug} ${series.route} · session ${mine ?? '–'} of ${numbers.length} planned. Doses in ${unitWord(series.unit)}/kg; a star marks one that a person set.`);
    const rows = numbers.map((number) => row(number, steps.get(number), held.get(number), series, number === mine, site));
    const table = make(
      'table',
      'compact',
      make('caption', 'unseen', 'Sessions of the series'),
      make('thead', '', make('tr', '', head('No.'), head('Session'), head('Planned', true), head('Given', true))),
      make('tbody', '', ...rows),
    );
    const scroll = make('div', 'table-box series-table', table);
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', 'Sessions of the series');
    box.replaceChildren(scroll, outcomes(series, site));
  }

  return {
    root,
    update({ record, course, seriesRecorded = 0 }) {
      const place = record?.session;
      const mark = place?.series ? `${place.series} ${place.number} ${place.closed ?? ''} ${seriesRecorded}` : '';
      if (mark !== asked) {
        asked = mark;
        if (mark) {
          read(course.site);
          // It is shown from what has landed, a moment after it was recorded.
          if (seriesRecorded > 0) {
            setTimeout(() => read(course.site), LANDED_MS);
          }
        } else {
          show(root, false);
        }
      }
    },
  };
}

function row(number, step, held, series, current, site) {
  const name = make('td');
  if (held && !current) {
    name.append(link(`/sessions/${encodeURIComponent(held.session)}`, held.session));
  } else {
    name.append(current ? `${held.session}, this one` : 'to come');
  }
  if (held?.started) {
    name.title = `started ${timeText(held.started, { site, form: 'both' })}`;
  }
  const first = make('th', 'number', String(number));
  first.scope = 'row';
  const line = make('tr', current ? 'is-current' : '', first, name, make('td', 'number', step ? `${amount(step.dosePerKg)}${step.decided ? ' *' : ''}` : '–'), make('td', 'number', held?.amountPerKg === undefined ? '–' : amount(held.amountPerKg)));
  if (current) {
    line.setAttribute('aria-current', 'true');
  }
  return line;
}

const pointOf = (one) => (one.followUp ? 'follow-up' : one.afterSessions === 0 ? 'baseline' : `after ${one.afterSessions}`);

/** What the latest score of a questionnaire says beside its baseline. */
function since(own) {
  const base = own.find((one) => one.afterSessions === 0 && !one.followUp);
  const last = own.at(-1);
  if (!base || base === last || base.score <= 0) {
    return base ? 'No score after the baseline yet' : 'No baseline: no response can be told';
  }
  const better = (base.score - last.score) / base.score;
  return `The latest is ${percent(Math.abs(better))} ${better >= 0 ? 'lower' : 'higher'} than the baseline${better >= RESPONSE ? ': a response' : ''}; lower is better`;
}

function outcomes(series, site) {
  if (series.outcomes.length === 0) {
    return make('p', 'fact-note', 'No outcome score is recorded: without a baseline no response can be told.');
  }
  const list = make('ul', 'outcomes');
  for (const instrument of [...new Set(series.outcomes.map((one) => one.instrument))]) {
    const own = series.outcomes.filter((one) => one.instrument === instrument);
    const scores = own.map((one) => {
      const score = make('span', '', make('b', '', String(one.score)), ` ${pointOf(one)}`);
      score.title = `${one.at ? timeText(one.at, { site, form: 'both' }) : ''} by ${one.recordedBy}`;
      return score;
    });
    list.append(make('li', '', make('b', '', instrument), make('div', 'outcome-scores', ...scores), make('p', 'fact-note', since(own))));
  }
  return list;
}

function head(text, number = false) {
  const node = make('th', number ? 'number' : '', text);
  node.scope = 'col';
  return node;
}
