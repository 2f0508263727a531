package io.rivulet.console.access;

import static io.rivulet.console.access.ConsoleRole.ADMINISTRATOR;
import static io.rivulet.console.access.ConsoleRole.CLINICIAN;
import static io.rivulet.console.access.ConsoleRole.ENGINEER;
import static io.rivulet.console.access.ConsoleRole.ON_CALL;
import static io.rivulet.console.access.ConsoleRole.RESEARCHER;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a route asks of whoever calls it, and which roles have it. A route without one is answered
 * to nobody.
 */
public enum Permission implements RouteRole {
  /** Everybody, signed in or not: the sign-in page, its files, health. Never data. */
  PUBLIC,
  /** Whoever is signed in. */
  SIGNED_IN(ENGINEER, ON_CALL, CLINICIAN, RESEARCHER, ADMINISTRATOR),
  /** Sessions as they run: dose, pressure, observations. */
  SEE_SESSIONS(ON_CALL, CLINICIAN),
  /** Opening sessions, charting, correcting. */
  RECORD_SESSIONS(CLINICIAN),
  /** Devices: state, clock, rate. */
  SEE_FLEET(ENGINEER, ON_CALL, ADMINISTRATOR),
  /** Messages that were refused, with what they held. */
  SEE_QUARANTINE(ENGINEER),
  /** Alerts, what became of them, who was told. */
  SEE_ALERTS(ENGINEER, ON_CALL, CLINICIAN, ADMINISTRATOR),
  /** Acknowledging, noting, silencing. */
  ACT_ON_ALERTS(ON_CALL, CLINICIAN),
  /** Overriding who is on call, maintenance windows. */
  MANAGE_ON_CALL(ON_CALL, ADMINISTRATOR),
  /** Past sessions; a researcher's are de-identified by the database. */
  SEE_HISTORY(CLINICIAN, RESEARCHER),
  /** Saved cohorts. */
  MANAGE_COHORTS(RESEARCHER),
  /** How many alerts there were, and how they were answered. */
  SEE_BURDEN(ENGINEER, ON_CALL, CLINICIAN, RESEARCHER, ADMINISTRATOR),
  /** Trying other limits on the past. */
  RUN_BACKTEST(CLINICIAN, RESEARCHER, ADMINISTRATOR),
  /** Sessions as FHIR resources. */
  READ_FHIR(CLINICIAN),
  /** Which limits hold, and held. */
  SEE_LIMITS(ENGINEER, ON_CALL, CLINICIAN, ADMINISTRATOR),
  /** Setting limits profiles. */
  MANAGE_LIMITS(ADMINISTRATOR),
  /** Users, their roles, their tokens. */
  MANAGE_USERS(ADMINISTRATOR),
  /** Who did what. */
  SEE_AUDIT(ADMINISTRATOR);

  private final Set<ConsoleRole> roles;

  Permission(ConsoleRole... roles) {
    this.roles = Arrays.stream(roles).collect(Collectors.toUnmodifiableSet());
  }

  /** Who has it; nobody in particular has {@link #PUBLIC}. */
  public Set<ConsoleRole> roles() {
    return roles;
  }
}
