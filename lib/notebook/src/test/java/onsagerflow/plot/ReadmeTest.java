package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages for newcomers say holds: their Java runs in the shell of a notebook, and their
/// links lead somewhere.
class ReadmeTest {

  private static final Path ROOT = Path.of("../..");
  private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern TWO_NUMBERS =
      Pattern.compile("learned ([\\d.]+) ± [\\d.]+ \\(8 runs\\), spins ([\\d.]+)");

  @Test
  void theSnippetLearnsAndRollsOut() throws IOException {
    var java = JAVA.matcher(Files.readString(ROOT.resolve("README.md")));
    assertTrue(java.find(), "no Java in README.md");
    String snippet = java.group(1);
    assertTrue(snippet.lines().count() <= 8, snippet);
    var printed = TWO_NUMBERS.matcher(run(snippet));
    assertTrue(printed.find(), "nothing compared in\n" + snippet);
    // one run of spins scatters by about a tenth about the mean of runs from its start
    assertEquals(
        1, Double.parseDouble(printed.group(1)) / Double.parseDouble(printed.group(2)), 0.4);
  }

  /// What the snippet prints in a shell that has run the start-up script of a notebook.
  private static String run(String snippet) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var system = System.out;
    System.setOut(out); // of this process, in which the local engine runs
    try (var shell = JShell.builder().executionEngine("local").build()) {
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .forEach(shell::addToClasspath);
      evaluate(shell, Files.readString(ROOT.resolve("environment/startup.jshell")));
      evaluate(shell, "final Path data = Path.of(\"" + ROOT.resolve("data") + "\");");
      evaluate(shell, snippet);
    } finally {
      System.setOut(system);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void evaluate(JShell shell, String source) {
    var analysis = shell.sourceCodeAnalysis();
    String rest = source;
    while (!rest.isBlank()) {
      var next = analysis.analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.causeSnippet() == null) {
          var diagnostics =
              shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList();
          assertEquals(Snippet.Status.VALID, event.status(), next.source() + diagnostics);
          assertEquals(null, event.exception(), next.source());
        }
      }
      rest = next.remaining();
    }
  }

  static List<Path> pages() throws IOException {
    try (var docs = Files.walk(ROOT.resolve("docs"))) {
      var pages = docs.filter(page -> page.toString().endsWith(".md")).toList();
      return Stream.concat(
              pages.stream(),
              Stream.of("README.md", "environment/README.md", "data/README.md").map(ROOT::resolve))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    LINK.matcher(Files.readString(page))
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.contains("://"))
        .forEach(
            target ->
                assertTrue(
                    Files.exists(page.resolveSibling(target)), page + " links to " + target));
  }

  @Test
  void thePagesNameNoPlaceOfOneMachine() throws IOException {
    for (var page : pages()) {
      assertFalse(Files.readString(page).contains("/root/"), page.toString());
    }
  }
}
