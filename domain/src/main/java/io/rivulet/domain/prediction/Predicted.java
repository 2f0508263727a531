package io.rivulet.domain.prediction;

/**
 * What one model predicts for one instant; never a measurement.
 *
 * @param model the model's name
 * @param plasmaNgPerMl concentration in plasma, ng/mL, 0 or more
 * @param effectSiteNgPerMl concentration at the effect site, ng/mL, 0 or more
 */
public record Predicted(String model, double plasmaNgPerMl, double effectSiteNgPerMl) {}
