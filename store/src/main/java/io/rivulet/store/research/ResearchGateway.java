package io.rivulet.store.research;

import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistorySites;
import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Lets people read de-identified history whom a program knows, through one login role. Each request
 * is admitted over a connection that is not the reading one: that records it, with the person's
 * name, before the first row is read, and yields a ticket without which the login role reads
 * nothing. The views hold rows of the sites in the ticket only. Safe for use by many threads.
 */
public final class ResearchGateway {
  /** Where the views are. */
  public static final String SCHEMA = "rivulet_research";

  private static final String ADMIT =
      "SELECT rivulet.research_admit(?, ?, ?, ?, ?, ? * interval '1 millisecond')";

  private final DataSource clinic;
  private final DataSource research;

  /**
   * Over two pools.
   *
   * @param clinic its role may call {@code research_admit}
   * @param research connects as a login role of table {@code research_gateway}
   */
  public ResearchGateway(DataSource clinic, DataSource research) {
    this.clinic = Objects.requireNonNull(clinic, "clinic");
    this.research = Objects.requireNonNull(research, "research");
  }

  /**
   * Admits a request. When this returns it is recorded, whatever becomes of the answer.
   *
   * @param sites the clinics whose rows the person may see, by their real names; of these, those
   *     that the login role was granted are read
   * @param limit how long reading may take, 1 ms to 1 day
   * @return through what to read
   * @throws StoreUnavailableException where it could not be recorded
   */
  public HistoryAccess admit(ResearchRequest request, HistorySites sites, Duration limit) {
    try (Connection connection = clinic.getConnection()) {
      connection.setReadOnly(false);
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(ADMIT)) {
        statement.setString(1, ResearchAudit.storable(request.principal()));
        statement.setArray(
            2,
            sites.names().isEmpty()
                ? null
                : connection.createArrayOf("text", sites.names().get().toArray()));
        statement.setString(3, ResearchAudit.storable(request.path()));
        statement.setString(4, ResearchAudit.storable(request.request()));
        statement.setString(5, request.cohort().map(ResearchAudit::storable).orElse(null));
        statement.setLong(6, limit.toMillis());
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return new HistoryAccess(
              ResearchConnections.admitted(research, row.getString(1)),
              SCHEMA,
              HistorySites.ALL,
              "research by " + request.principal() + ", " + sites);
        }
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("researchAdmission", e);
    }
  }
}
