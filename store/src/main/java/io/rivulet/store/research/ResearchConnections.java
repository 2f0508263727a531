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
 * people whom it knows by itself. Each announces what for before it is handed out. Readers may ask
 * for a read-only transaction and roll it back, as they do elsewhere: here that would keep the
 * database from recording what they read, so it is an ordinary one and is committed. The role may
 * write nothing. Safe for use by many threads.
 */
public final class ResearchConnections implements DataSource {
  private static final String ANNOUNCE = "SELECT rivulet_research.announce(?)";

  private final DataSource pool;
  private final String purpose;

  /**
   * Over a pool.
   *
   * @param pool connects as the login role
   * @param purpose what it reads for, 3 to 500 characters
   */
  public ResearchConnections(DataSource pool, String purpose) {
    this.pool = Objects.requireNonNull(pool, "pool");
    this.purpose = Objects.requireNonNull(purpose, "purpose");
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool.getConnection();
    try {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
        statement.setString(1, purpose);
        statement.execute();
      }
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
      try {
        return method.invoke(connection, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    /** A transaction that failed cannot be committed; its announcement stands. */
    private void end() throws SQLException {
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
