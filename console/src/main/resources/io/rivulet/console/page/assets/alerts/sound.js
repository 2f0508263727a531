// Tones for new alerts, only where somebody asked for them: bursts as IEC 60601-1-8 has them, high 3 and 2 pulses twice,
// medium 3, low 2. A page may fall silent for many reasons: this never replaces the alarm at the bedside.
//
//   const sound = soundSwitch(); target.append(sound.root); sound.waiting({ high: 1, medium: 0, low: 0 }); sound.news('high')
import { make, say, show } from '../dom.js';

const KEPT = 'rivulet.alerts.sound';
const PITCH_HZ = { high: 523, medium: 440, low: 330 };
const PULSE_S = { high: 0.15, medium: 0.2, low: 0.25 };
const BURST = { high: [0, 0.25, 0.5, 0.95, 1.2, 2.0, 2.25, 2.5, 2.95, 3.2], medium: [0, 0.4, 0.8], low: [0, 0.5] };
const AGAIN_MS = { high: 10000, medium: 30000 };
const HARMONICS = new Float32Array([0, 1, 0.7, 0.5, 0.35, 0.25]);
const LOUDNESS = 0.25;

let context = null;

function started() {
  context ??= new AudioContext();
  return context.state === 'running' ? Promise.resolve() : Promise.race([context.resume(), new Promise((done) => setTimeout(done, 400))]);
}

async function play(priority) {
  await started();
  if (context.state !== 'running') {
    return false;
  }
  const wave = context.createPeriodicWave(new Float32Array(HARMONICS.length), HARMONICS);
  for (const at of BURST[priority]) {
    const begin = context.currentTime + 0.05 + at;
    const tone = new OscillatorNode(context, { frequency: PITCH_HZ[priority] });
    tone.setPeriodicWave(wave);
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
    gain.gain.setValueAtTime(LOUDNESS, begin + PULSE_S[priority] - 0.03);
    gain.gain.linearRampToValueAtTime(0, begin + PULSE_S[priority]);
    tone.connect(gain).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + PULSE_S[priority] + 0.02);
  }
  return true;
}

function kept() {
  try {
    return localStorage.getItem(KEPT) === 'on';
  } catch {
    return false;
  }
}

export function soundSwitch() {
  let on = kept();
  let last = 0;
  let numbers = { high: 0, medium: 0 };
  const box = make('input');
  box.type = 'checkbox';
  box.id = 'sound-asked';
  box.checked = on;
  const label = make('label', '', 'Sound for new alerts');
  label.htmlFor = box.id;
  const test = make('button', 'quiet small', 'Test the sound');
  test.type = 'button';
  const said = make('p', 'sound-said');
  said.setAttribute('role', 'status');
  const about = make('p', 'sound-about', 'It does not replace the alarm at the bedside.');
  const root = make('div', 'sound', make('span', 'check', box, label), test, about, said);
  const sounded = (heard) => {
    say(said, heard ? '' : 'This browser holds sound back until you press something on this page.');
    show(said, !heard);
  };
  const ring = async (priority) => {
    last = Date.now();
    sounded(await play(priority).catch(() => false));
  };
  box.addEventListener('change', () => {
    on = box.checked;
    try {
      localStorage.setItem(KEPT, on ? 'on' : 'off');
    } catch {
      // It lasts as long as the page then.
    }
    if (on) {
      ring('low');
    } else {
      show(said, false);
    }
  });
  test.addEventListener('click', () => ring('high'));
  show(said, false);
  // A page that was opened again has no leave to sound yet: that has to be seen before it matters.
  if (on) {
    started().then(() => sounded(context.state === 'running'), () => sounded(false));
    addEventListener('pointerdown', () => on && started().then(() => sounded(context.state === 'running')), { once: true });
  }
  setInterval(() => {
    const worst = numbers.high > 0 ? 'high' : numbers.medium > 0 ? 'medium' : null;
    if (on && worst && Date.now() - last >= AGAIN_MS[worst]) {
      ring(worst);
    }
  }, 1000);
  return {
    root,
    waiting(next) {
      numbers = next;
    },
    news(priority) {
      if (on) {
        ring(priority);
      }
    },
  };
}
