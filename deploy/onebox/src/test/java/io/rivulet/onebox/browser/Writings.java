package io.rivulet.onebox.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What the pages' modules without a page of their own make of numbers, times and addresses. */
final class Writings {
  private static final String IMPORT =
      """
      () => Promise.all(['clock', 'format', 'fleet/address', 'fleet/words', 'history/axis', 'live/course', 'on-call/wall',
          'session/words', 'shell/api', 'shell/time'].map((name) => import(`/assets/${name}.js`)))
        .then((all) => { window.m = Object.assign({}, ...all); m.heard('2026-11-21T22:00:00Z');
          m.useZones({ colombo: 'Asia/Colombo', berlin: 'Europe/Berlin', apia: 'Pacific/Apia' }); })
      """;

  /** What is asked, and what it is; an arrow between. */
  private static final String CASES =
      """
      m.amount(0) → 0
      m.amount(undefined) → –
      m.amount(null) → –
      m.amount(NaN) → –
      m.amount(Infinity) → –
      m.amount(0.4) → 0.400
      m.amount(0.9994) → 0.999
      m.amount(0.9996) → 1.00
      m.amount(9.994) → 9.99
      m.amount(9.996) → 10.0
      m.amount(999.94) → 999.9
      m.amount(999.96) → 1000
      m.amount(-9.996) → -10.0
      m.amount(123456789) → 123456789
      m.amount(1e15) → 1000000000000000
      m.measure(120) → 120
      m.measure(36.66) → 36.7
      m.measure(NaN) → –
      m.count(1234567) → 1,234,567
      m.plural(1, 'device') → 1 device
      m.plural(0, 'device') → 0 devices
      m.plural(2, 'try', 'tries') → 2 tries
      m.percent(0.29) → 29 %
      m.percent(0.999) → 99 %
      m.percent(1.2) → 120 %
      m.ago(999) → now
      m.ago(-1999) → now
      m.ago(-2001) → 2 s ahead
      m.ago(89999) → 89 s ago
      m.ago(90000) → 1 min ago
      m.ago(5399999) → 89 min ago
      m.ago(5400000) → 1 h ago
      m.ago(129599999) → 35 h ago
      m.ago(129600000) → 1 d ago
      m.minutes(-5) → 0:00
      m.minutes(59.9) → 0:59
      m.minutes(3600) → 60:00
      m.doseRate(undefined, 'mg') → null
      m.doseRate(0.75, 'mg').value → 12.5
      m.doseRate(0.75, 'mg').unit → ug/kg/min
      m.doseRate(18, '[IU]').unit → [IU]/kg/h
      m.pressure({ systolic: 128.4, diastolic: 79.5, mean: 95 }) → 128/80 (95)
      m.pressure({ mean: 95 }) → –/– (95)
      m.unitWord('mm[Hg]') → mmHg
      m.unitWord('m[IU]') → mIU
      m.unitWord('<b>') → <b>
      m.categoryWords('SPO2_EXCURSION') → SpO2 excursion
      m.categoryWords('ETCO2_EXCURSION') → EtCO2 excursion
      m.phaseWord(undefined) →\s
      m.scoreWords('MOAA_S', 5, { highest: 5 }) → MOAA/S 5 of 5: responds readily to the name spoken in a normal tone
      m.scoreWords('CADSS', undefined) → CADSS
      m.offsetText(undefined) → –
      m.offsetText(0) → +0 ms
      m.offsetText(-999) → −999 ms
      m.offsetText(-1000) → −1.0 s
      m.offsetText(89999) → +90 s
      m.offsetText(90000) → +1.5 min
      m.offsetText(-7200000) → −2.0 h
      m.offsetText(31536000000) → +365 d
      m.rateText(0) → 0
      m.rateText(9.95) → 9.9
      m.rateText(59.7) → 60
      m.timeText('2026-11-21T22:30:00Z', { site: 'colombo' }) → 04:00
      m.timeText('2026-11-21T18:29:59Z', { site: 'colombo' }) → 21 Nov 23:59
      m.timeText('2026-11-21T18:30:00Z', { site: 'colombo' }) → 00:00
      m.timeText('2025-12-31T23:30:00Z', { site: 'berlin' }) → 1 Jan 2026 00:30
      m.timeText('2026-03-29T01:00:00Z', { site: 'berlin', form: 'both' }) → 29 Mar 03:00
      m.timeText('2026-10-25T01:30:00Z', { site: 'berlin', form: 'seconds' }) → 02:30:00
      m.timeText('2026-11-21T10:30:00Z', { site: 'apia', form: 'date' }) → 21 Nov 2026
      m.timeText('no time at all', { site: 'apia' }) → –
      m.offsetWord('2026-11-21T00:00:00Z', 'Asia/Colombo') → UTC+05:30
      m.offsetWord('2026-07-01T00:00:00Z', 'Europe/Berlin') → UTC+02:00
      m.offsetWord('2026-01-01T00:00:00Z', 'UTC') → UTC+00:00
      m.timeOf('2026-11-21T22:30:00Z', { site: 'colombo' }).outerHTML → <time datetime="2026-11-21T22:30:00.000Z" title="22 Nov 2026 04:00:00 Asia/Colombo · 2026-11-21 22:30:00 UTC">04:00</time>
      m.fieldText(Date.parse('2026-03-29T00:59:00Z'), 'Europe/Berlin') → 2026-03-29T01:59
      new Date(m.fieldInstant('2026-03-29T02:30', 'Europe/Berlin')).toISOString() → 2026-03-29T01:30:00.000Z
      new Date(m.fieldInstant('2026-11-22T08:00', 'Asia/Colombo')).toISOString() → 2026-11-22T02:30:00.000Z
      m.fieldInstant('tomorrow', 'UTC') → NaN
      m.weekOf(Date.parse('2026-10-25T12:00:00Z'), 'Europe/Berlin').map((at) => new Date(at).toISOString()).slice(-2).join() → 2026-10-24T22:00:00.000Z,2026-10-25T23:00:00.000Z
      m.withQuery('/a', { b: ['x', '&'], c: '', d: null, e: 0 }) → /a?b=x&b=%26&e=0
      m.withQuery('/a?x=1', { y: 'ä b' }) → /a?x=1&y=%C3%A4+b
      JSON.stringify(m.asQuery({ ...m.readAddress(), search: ' x ' }).search) → "x"
      m.readAddress().sort → -needs
      m.ordered({ sort: '-last-seen' }).order → desc
      m.widthFor(0) → 1
      m.widthFor(365 * 86400000) → 43200
      m.widthFor(3650 * 86400000) → 86400
      m.bucketWords('PT900S') → 15 min
      m.formFor({}, 800000).form → raw
      m.formFor({}, 800001).form → bucketed
      m.addTo({ pumps: [{ key: 'b', at: '2026-01-01T00:00:02Z' }] }, { pumps: [{ key: 'a', at: '2026-01-01T00:00:01Z' }, { key: 'b', at: '2026-01-01T00:00:02Z' }] }).pumps.map((one) => one.key).join() → a,b
      m.addTo({ doses: [{ key: 'a', revision: 3, v: 1 }] }, { doses: [{ key: 'a', revision: 2, v: 2 }] }).doses[0].v → 1
      m.addTo({ doses: [{ key: 'a', revision: 3, v: 1 }] }, { doses: [{ key: 'a', revision: 3, v: 2 }] }).doses[0].v → 2
      """;

  private Writings() {}

  /** Every case that comes out otherwise, with what it is; the page may be any of the console. */
  static List<String> wrong(Page page) {
    page.evaluate(IMPORT);
    List<String> wrong = new ArrayList<>();
    for (String line : CASES.lines().toList()) {
      String[] parts = line.split(" → ?", 2);
      String written = (String) page.evaluate("() => String(" + parts[0] + ")");
      if (!written.equals(parts[1].strip())) {
        wrong.add(line + "  but is  " + written);
      }
    }
    return wrong;
  }
}
