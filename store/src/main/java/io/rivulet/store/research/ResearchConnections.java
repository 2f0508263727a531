package io.rivulet.store.research;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections of a login role of group {@code rivulet_research}, for a program that reads for
 * people whom it knows by itself. Each announces what for, or presents the ticket of a request,
 * before it is handed out; a ticket is taken out when the connection is given back. Readers may ask
 * for a read-only transaction and roll it back, as they do elsewhere: here that would keep the
 * database from recording what they read, so it is an ordinary one and is committed. The role may
 * write nothing. Safe for use by many threads.
 */
public final class ResearchConnections implements DataSource {
  private static final String ANNOUNCE = "SELECT rivulet_research.announce(?)";
  private static final String PRESENT = "SELECT set_config('rivulet.research_ticket', ?, false)";

  private final DataSource pool;
  private final String opening;
  private final String value;

  /**
   * Over a pool.
   *
   * @param pool connects as the login role
   * @param purpose what it reads for, 3 to 500 characters
   */
  public ResearchConnections(DataSource pool, String purpose) {
    this(pool, ANNOUNCE, Objects.requireNonNull(purpose, "purpose"));
  }

  private ResearchConnections(DataSource pool, String opening, String value) {
    this.pool = Objects.requireNonNull(pool, "pool");
    this.opening = opening;
    this.value = value;
  }

  /**
   * For one request that was admitted.
   *
   * @param pool connects as a login role that reads for others
   * @param ticket what {@code rivulet.research_admit} gave
   */
  static ResearchConnections admitted(DataSource pool, String ticket) {
    return new ResearchConnections(pool, PRESENT, Objects.requireNonNull(ticket, "ticket"));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool.getConnection();
    try {
      connection.setAutoCommit(true);
      say(connection, opening, value);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return (Connection)
        Proxy.newProxyInstance(
            ResearchConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Recorded(connection));
  }

  private static void say(Connection connection, String sql, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.execute();
    }
  }

  /** Passes everything on but what would undo the record. */
  private record Recorded(Connection connection) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("setReadOnly")) {
        return null;
      }
      if (method.getName().equals("rollback") && arguments == null) {
        end();
        return null;
      }
      if (method.getName().equals("close")) {
        leave();
        return null;
      }
      try {
        return method.invoke(connection, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    /** Whoever gets the connection next finds no ticket on it. */
    private void leave() throws SQLException {
      try (connection) {
        if (!connection.isClosed()) {
          end();
          connection.setAutoCommit(true);
          say(connection, PRESENT, "");
        }
      } catch (SQLException e) {
        // A connection that cannot say so is broken, and the pool lets go of it.
        connection.abort(Runnable::run);
      }
    }

    /** A transaction that failed cannot be committed; its announcement stands. */
    private void end() throws SQLException {
      if (connection.getAutoCommit()) {
        return;
      }
      try {
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the pool knows who connects");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
