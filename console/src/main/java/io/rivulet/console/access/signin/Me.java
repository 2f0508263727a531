package io.rivulet.console.access.signin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.Home;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.access.user.User;
import io.rivulet.runtime.http.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;

/** What somebody is told of themselves. */
final class Me {
  private Me() {}

  static ObjectNode of(Caller caller, Optional<WebSession> session, boolean demo, Duration idle) {
    ObjectNode me = Json.object();
    me.put("name", caller.name());
    me.put("label", caller.label());
    me.put("by", session.isPresent() ? "session" : "token");
    ArrayNode roles = me.putArray("roles");
    for (ConsoleRole role : ConsoleRole.values()) {
      SiteScope scope = Grant.where(role, caller.grants());
      if (!scope.equals(SiteScope.NONE)) {
        scope(roles.addObject().put("role", role.word()).put("label", role.label()), scope);
      }
    }
    ArrayNode permissions = me.putArray("permissions");
    for (Permission permission : Permission.values()) {
      if (permission != Permission.PUBLIC && caller.may(permission)) {
        scope(permissions.addObject().put("name", permission.name()), caller.sites(permission));
      }
    }
    me.put("home", Home.of(caller));
    me.put("demo", demo);
    session.ifPresent(
        found -> {
          me.put("csrf", found.csrf());
          me.put("local", found.source() == User.Source.LOCAL);
          me.put("expires", found.end().toString());
          me.put("idleSeconds", idle.toSeconds());
        });
    return me;
  }

  private static void scope(ObjectNode node, SiteScope scope) {
    node.put("everySite", scope instanceof SiteScope.All);
    ArrayNode sites = node.putArray("sites");
    if (scope instanceof SiteScope.Only only) {
      new TreeSet<>(only.sites()).forEach(sites::add);
    }
  }
}
