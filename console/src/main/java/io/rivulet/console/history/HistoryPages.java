package io.rivulet.console.history;

import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.console.http.PageFiles;
import java.util.List;

/** The pages of those who study the past. They hold no data: what they show they ask the API. */
public final class HistoryPages implements RouteGroup {
  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        PageFiles.page(
            "/history",
            "history.html",
            Permission.SEE_HISTORY,
            "Finds past sessions, lays them over each other, and downloads them."),
        PageFiles.page(
            "/history/{session}",
            "history-session.html",
            Permission.SEE_HISTORY,
            "Shows a past session."),
        PageFiles.page(
            "/series/{series}",
            "series.html",
            Permission.SEE_HISTORY,
            "Shows a course of treatment with its doses and scores."),
        PageFiles.page(
            "/cohorts", "cohorts.html", Permission.MANAGE_COHORTS, "Saves and runs cohorts."),
        PageFiles.page(
            "/burden",
            "burden.html",
            Permission.SEE_BURDEN,
            "Shows how much alarms ask of people."),
        PageFiles.page(
            "/backtest",
            "backtest.html",
            Permission.RUN_BACKTEST,
            "Tries other limits on past sessions."));
  }
}
