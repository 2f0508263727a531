package io.rivulet.console.course;

/**
 * What one model predicts; never a measurement.
 *
 * @param model its name
 * @param plasmaNgPerMl in plasma, ng/mL
 * @param effectSiteNgPerMl at the effect site, ng/mL
 */
public record PredictedValue(String model, double plasmaNgPerMl, double effectSiteNgPerMl) {}
