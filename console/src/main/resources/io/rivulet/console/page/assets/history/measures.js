// What can be drawn of sessions, each with its unit; every: how close values lie at most, gap: how far apart they may lie
// without a gap, both in milliseconds.
export const PANELS = [
  { id: 'dose', title: 'Dose per kg', usual: true },
  { id: 'rate', title: 'Pump rate', measure: 'rate', unit: 'mL/h', usual: true, step: true },
  { id: 'nibpSystolic', title: 'Systolic, cuff', every: 60000, gap: 1800000, measure: 'nibpSystolic', unit: 'mmHg', usual: true },
  { id: 'nibpMean', title: 'Mean, cuff', every: 60000, gap: 1800000, measure: 'nibpMean', unit: 'mmHg' },
  { id: 'nibpDiastolic', title: 'Diastolic, cuff', every: 60000, gap: 1800000, measure: 'nibpDiastolic', unit: 'mmHg' },
  { id: 'artSystolic', title: 'Systolic, arterial line', measure: 'artSystolic', unit: 'mmHg' },
  { id: 'artMean', title: 'Mean, arterial line', measure: 'artMean', unit: 'mmHg' },
  { id: 'artDiastolic', title: 'Diastolic, arterial line', measure: 'artDiastolic', unit: 'mmHg' },
  { id: 'heartRate', title: 'Heart rate', measure: 'heartRate', unit: '/min', usual: true },
  { id: 'spo2', title: 'SpO2', measure: 'spo2', unit: '%', usual: true },
  { id: 'respiratoryRate', title: 'Respiratory rate', measure: 'respiratoryRate', unit: '/min' },
  { id: 'etco2', title: 'EtCO2', measure: 'etco2', unit: 'mmHg' },
  { id: 'observations', title: 'Observations', usual: true },
];

export const SECOND_MS = 1000;
export const GAP_MS = 60000;
export const USUAL = PANELS.filter((panel) => panel.usual).map((panel) => panel.id);
export const panelOf = (id) => PANELS.find((panel) => panel.id === id);
