package io.rivulet.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.alerting.audit.AuditTrail;
import io.rivulet.alerting.configuration.PlanWatch;
import io.rivulet.alerting.ledger.Ledger;
import java.time.InstantSource;
import javax.sql.DataSource;

/** What the engine is made of. */
record EngineParts(
    AlertingConfig config,
    PlanWatch plan,
    DataSource database,
    AuditTrail audit,
    Ledger ledger,
    LaneSwitch lanes,
    InstantSource clock,
    MeterRegistry registry) {}
