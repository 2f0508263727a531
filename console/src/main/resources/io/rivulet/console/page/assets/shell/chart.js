// A chart over ECharts, drawn in the page's colours, with the table of the same numbers behind a button.
//
//   const pressure = chart({
//     title: 'Blood pressure', unit: 'mmHg', height: 280,     // px of a laptop; larger on a wall screen
//     summary: 'Systolic 118 to 184 mmHg over 40 min, above its limit for 6 min',  // what a screen reader hears first
//     zone: zoneOf(site),                             // of the time axis; or x: { name: 'Since the first dose', unit: 'min' }
//     series: [
//       { name: 'Systolic', data: [[instantMillis, 121], [instantMillis, null], ...] },  // null is a gap, drawn as one
//       { name: 'Planned', data, dashed: true },
//       { name: 'Spread', band: true, data: [[x, low, high], ...] },                      // a band; doubt: true hatches it
//       { name: 'Doses', marks: true, data: [[x, y, 'IM 20 mg'], ...] },                  // single marks with words
//       { name: 'Alerts', bars: true, data },
//     ],
//     limits: [{ name: 'limit', value: 180 }], spans: [{ name: 'excursion', from, to }],
//     group: 'session',                               // charts of one group share crosshair and zoom
//     option: (option) => option,                     // the last word, for what is not covered here
//   });
//   target.append(pressure.root); pressure.set({ series, summary });
//
// Told apart by dash and mark as well as by colour. Tooltips are text, never markup. The library is read when the first
// chart is drawn, and charts are drawn when they come into sight.
import { make, say, show } from '../dom.js';
import { amount, measure } from '../format.js';
import { timeText } from './time.js';

const LIBRARY = '/vendor/echarts-6.0.0/echarts.esm.min.js';
const DASHES = ['solid', [6, 3], [2, 2], [10, 3, 2, 3], [1, 3], [12, 4]];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];
// Up to so many values each has its mark; beyond so many they are thinned to what a screen can show.
const FEW = 20;
const MANY = 4000;
// A table of more rows than anybody reads; the download has them all.
const MOST_ROWS = 1000;

let library = null;
const drawn = new Set();

function load() {
  library ??= import(LIBRARY);
  return library;
}

/** A colour of tokens.css as the canvas takes it: light-dark() and all are resolved by an element that has it. */
const probe = make('i');
probe.hidden = true;
export function token(name) {
  if (!probe.isConnected) {
    document.body.append(probe);
  }
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

export function chart(spec) {
  const title = make('span', '', spec.title);
  const heading = make('h3', '', title, ' ', make('span', 'unit', spec.unit ?? ''));
  const button = make('button', 'quiet small', 'Show as table');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  const canvas = make('div', 'chart-canvas');
  canvas.setAttribute('role', 'img');
  canvas.style.setProperty('--chart-height', `${(spec.height ?? 280) / 16}rem`);
  const note = make('p', 'chart-note', spec.note ?? '');
  show(note, Boolean(spec.note));
  const numbers = make('div', 'chart-table table-box');
  numbers.hidden = true;
  numbers.tabIndex = 0;
  numbers.setAttribute('role', 'region');
  numbers.setAttribute('aria-label', `${spec.title}, as a table`);
  const root = make('section', 'chart', make('div', 'chart-head', heading, button), canvas, note, numbers);
  root.setAttribute('aria-label', spec.title);
  const state = { spec, root, canvas, numbers, instance: null, gone: false };

  button.addEventListener('click', () => {
    show(numbers, numbers.hidden);
    show(canvas, numbers.hidden);
    button.setAttribute('aria-expanded', String(!numbers.hidden));
    say(button, numbers.hidden ? 'Show as table' : 'Show as chart');
    if (numbers.hidden) {
      state.instance?.resize();
    } else {
      numbers.replaceChildren(tableOf(state.spec));
    }
  });
  describe(state);
  const sight = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      sight.disconnect();
      start(state);
    }
  }, { rootMargin: '200px' });
  sight.observe(canvas);
  return {
    root,
    /** Changes what is given and keeps the rest; zoom and crosshair stay. */
    set(changes) {
      state.spec = { ...state.spec, ...changes };
      say(title, state.spec.title);
      say(note, state.spec.note ?? '');
      show(note, Boolean(state.spec.note));
      describe(state);
      if (!numbers.hidden) {
        numbers.replaceChildren(tableOf(state.spec));
      }
      paint(state);
    },
    instance: () => state.instance,
    close() {
      state.gone = true;
      sight.disconnect();
      drawn.delete(state);
      state.instance?.dispose();
    },
  };
}

function describe(state) {
  const { title, unit, summary } = state.spec;
  state.canvas.setAttribute('aria-label', `${title}${unit ? `, in ${unit}` : ''}. ${summary ?? 'The button before it shows the same numbers as a table.'}`);
}

async function start(state) {
  let echarts;
  try {
    echarts = await load();
  } catch {
    library = null;
    state.canvas.replaceChildren(make('p', 'failed', 'The chart could not be loaded; the table has the same numbers.'));
    return;
  }
  if (state.gone) {
    return;
  }
  state.echarts = echarts;
  state.instance = echarts.init(state.canvas, null, { renderer: 'canvas' });
  if (state.spec.group) {
    state.instance.group = state.spec.group;
    echarts.connect(state.spec.group);
  }
  drawn.add(state);
  new ResizeObserver(() => state.canvas.clientWidth > 0 && state.instance?.resize()).observe(state.canvas);
  paint(state);
}

function paint(state) {
  if (!state.instance || state.gone) {
    return;
  }
  const option = optionOf(state.spec, state.echarts);
  state.instance.setOption(state.spec.option ? state.spec.option(option) : option, { replaceMerge: ['series'] });
}

/** The theme changed: colours of a canvas do not change by themselves. */
function repaint() {
  for (const state of drawn) {
    if (state.root.isConnected) {
      paint(state);
    }
  }
}
new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ['data-theme'] });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function optionOf(spec, echarts) {
  const ink = token('ink');
  const fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75;
  const muted = token('muted');
  const line = token('line');
  const clock = !spec.x;
  const at = (x) => (clock ? timeText(x, { site: spec.site, form: 'seconds' }) : `${amount(x)} ${spec.x.unit ?? ''}`);
  const several = spec.series.filter((one) => !one.hidden).length > 1;
  const axis = { axisLine: { lineStyle: { color: muted } }, axisLabel: { color: muted, hideOverlap: true, fontSize }, splitLine: { lineStyle: { color: line } }, nameTextStyle: { color: muted, fontSize } };
  return {
    animation: !still() && !spec.live,
    animationDuration: 300,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink, fontSize },
    aria: { enabled: false },
    grid: { left: 8, right: 16, top: several ? 36 : 12, bottom: spec.zoom ? 44 : clock ? 8 : fontSize * 2, containLabel: true },
    legend: several ? { data: spec.series.map((one) => plain(one.name)), top: 0, left: 0, type: 'scroll', textStyle: { color: ink, fontSize }, inactiveColor: muted, itemWidth: 24, pageTextStyle: { color: muted }, pageIconColor: ink } : { show: false },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: token('raised'),
      borderColor: line,
      textStyle: { color: ink, fontSize },
      axisPointer: { type: 'cross', label: { show: false }, lineStyle: { color: muted }, crossStyle: { color: muted } },
      formatter: (points) => [at([points].flat()[0]?.value?.[0] ?? [points].flat()[0]?.axisValue), ...[points].flat().filter((point) => !point.seriesName.startsWith('\u0000')).map((point) => plain(`${point.seriesName}: ${valueOf(point, spec)}`))].join('\n'),
    },
    xAxis: { type: clock ? 'time' : 'value', ...axis, splitLine: { show: false }, name: clock ? '' : `${spec.x.name ?? ''}${spec.x.unit ? ` (${spec.x.unit})` : ''}`, nameLocation: 'middle', nameGap: fontSize * 2.2, min: spec.from ?? (clock ? undefined : 'dataMin'), max: spec.to ?? (clock ? undefined : 'dataMax'), axisLabel: { ...axis.axisLabel, ...(clock ? { formatter: (x) => timeText(x, { site: spec.site, form: spec.days ? 'both' : 'time' }) } : {}) } },
    yAxis: { type: 'value', ...axis, scale: spec.scale ?? true, min: spec.min, max: spec.max },
    dataZoom: spec.zoom
      ? [{ type: 'inside', zoomOnMouseWheel: 'ctrl', filterMode: 'none' }, { type: 'slider', height: 20, bottom: 8, borderColor: line, textStyle: { color: muted }, fillerColor: token('series-band'), filterMode: 'none' }]
      : [],
    series: spec.series.flatMap((one, i) => seriesOf(one, i, spec, echarts)).concat(backdrop(spec, muted, fontSize)),
  };
}

/** Braces and bars have a meaning in rich text; names from data must not. */
const plain = (text) => text.replaceAll('{', '(').replaceAll('}', ')').replaceAll('|', '/');

function valueOf(point, spec) {
  const [, y, z] = point.value ?? [];
  const unit = spec.unit ? ` ${spec.unit}` : '';
  if (typeof z === 'number') {
    return `${amount(y)} to ${amount(z)}${unit}`;
  }
  return typeof z === 'string' ? z : `${y === null || y === undefined ? 'no value' : amount(y)}${unit}`;
}

function seriesOf(one, i, spec, echarts) {
  const color = one.color ? token(one.color) : token(`series-${(i % 6) + 1}`);
  const base = { name: plain(one.name), data: one.data, itemStyle: { color } };
  if (one.band) {
    return [band(base, one, color, echarts)];
  }
  if (one.marks) {
    return [{ ...base, type: 'scatter', symbol: SYMBOLS[(i + 3) % SYMBOLS.length], symbolSize: 11, itemStyle: { color, borderColor: token('surface'), borderWidth: 1 } }];
  }
  if (one.bars) {
    return [{ ...base, type: 'bar', stack: one.stack, barMaxWidth: 24 }];
  }
  const few = one.symbols ?? one.data.length <= FEW;
  return [
    {
      ...base,
      data: few ? one.data : alone(one.data, SYMBOLS[i % SYMBOLS.length]),
      type: 'line',
      step: one.step ? 'end' : false,
      connectNulls: false,
      symbol: few ? SYMBOLS[i % SYMBOLS.length] : 'none',
      symbolSize: 6,
      sampling: one.data.length > MANY ? 'minmax' : undefined,
      lineStyle: { color, width: 2, type: one.dashed ? [6, 4] : DASHES[i % DASHES.length] },
    },
  ];
}

/** A value between two gaps has no line to it: it gets a mark, or it would not be seen. */
function alone(data, symbol) {
  const missing = (point) => point === undefined || point[1] === null || point[1] === undefined;
  return data.map((point, i) => (!missing(point) && missing(data[i - 1]) && missing(data[i + 1]) ? { value: point, symbol, symbolSize: 5 } : point));
}

/** Low to high for each x: a polygon for each stretch without a gap. Doubt is hatched. */
function band(base, one, color, echarts) {
  const fill = one.doubt ? token('series-doubt') : (one.fill ? token(one.fill) : token('series-band'));
  // The stretch that begins at an index; each is drawn once, by its first value.
  const stretches = new Map();
  let open = null;
  one.data.forEach((point, i) => {
    if (point[1] === null || point[1] === undefined) {
      open = null;
    } else if (open) {
      open.push(point);
    } else {
      open = [point];
      stretches.set(i, open);
    }
  });
  return {
    ...base,
    type: 'custom',
    itemStyle: { color: fill, borderColor: color },
    tooltip: { show: false },
    silent: true,
    z: 1,
    encode: { x: 0, y: [1, 2] },
    renderItem(params, api) {
      const part = stretches.get(params.dataIndex);
      if (!part) {
        return null;
      }
      const points = [...part.map((p) => api.coord([p[0], p[2]])), ...part.toReversed().map((p) => api.coord([p[0], p[1]]))];
      const { x, y, width, height } = params.coordSys;
      return {
        type: 'polygon',
        shape: { points: echarts.graphic.clipPointsByRect(points, { x, y, width, height }) },
        style: { fill, stroke: one.doubt ? color : 'none', lineDash: [3, 3], lineWidth: 1, decal: undefined },
      };
    },
  };
}

/** Limits as lines with their words, and spans as grounds. */
function backdrop(spec, muted, fontSize) {
  const limits = spec.limits ?? [];
  const spans = spec.spans ?? [];
  if (limits.length === 0 && spans.length === 0) {
    return [];
  }
  return [
    {
      name: '\u0000backdrop',
      type: 'line',
      data: [],
      silent: true,
      markLine: {
        symbol: 'none',
        label: { color: token('warning'), fontSize, position: 'insideEndTop', formatter: (p) => plain(p.name) },
        lineStyle: { color: token('warning-line'), type: [6, 3], width: 1.5 },
        data: limits.map((one) => ({ name: `${one.name} ${measure(one.value)}`, yAxis: one.value })),
      },
      markArea: {
        label: { color: muted, fontSize, position: 'insideTop', formatter: (p) => plain(p.name) },
        data: spans.map((one) => [{ name: one.name, xAxis: one.from, itemStyle: { color: token(one.fill ?? 'series-doubt') } }, { xAxis: one.to }]),
      },
    },
  ];
}

function tableOf(spec) {
  const clock = !spec.x;
  const first = clock ? 'Time' : `${spec.x.name ?? ''}${spec.x.unit ? `, ${spec.x.unit}` : ''}`;
  const unit = spec.unit ? `, ${spec.unit}` : '';
  const xs = [...new Set(spec.series.flatMap((one) => one.data.map((point) => point[0])))].sort((a, b) => a - b);
  const shown = xs.slice(-MOST_ROWS);
  const by = spec.series.map((one) => new Map(one.data.map((point) => [point[0], point])));
  const cell = (point) => {
    if (!point || point[1] === null || point[1] === undefined) {
      return point ? 'gap' : '';
    }
    return typeof point[2] === 'number' ? `${amount(point[1])} to ${amount(point[2])}` : typeof point[2] === 'string' ? point[2] : amount(point[1]);
  };
  const th = (text, scope, className = '') => {
    const node = make('th', className, text);
    node.scope = scope;
    return node;
  };
  return make(
    'table',
    '',
    make('caption', '', xs.length > shown.length ? `The newest ${MOST_ROWS} of ${xs.length} rows` : `${xs.length} rows`),
    make('thead', '', make('tr', '', th(first, 'col'), ...spec.series.map((one) => th(`${one.name}${unit}`, 'col', 'number')))),
    make('tbody', '', ...shown.map((x) => make('tr', '', th(clock ? timeText(x, { site: spec.site, form: 'seconds' }) : amount(x), 'row'), ...by.map((points) => make('td', 'number', cell(points.get(x))))))),
  );
}
