package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelpTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate kac | --length --block --kernel --range --strength --temperature --field"
            + " --duration --save-every --pairs --lag --spacing --first --times --mean --runs"
            + " --[no-]generator --leap --seed --out --force --quiet --debug",
        "simulate ising | --length --block --temperature --field --duration --save-every --pairs"
            + " --lag --spacing --first --times --mean --runs --[no-]generator --step --seed --out"
            + " --force --quiet --debug",
        "simulate heisenberg | --lattice --length --open --block --temperature --exchange --shells"
            + " --kernel --range --damping --gyromagnetic --field --anisotropy --axis --cubic"
            + " --method --step --mean --runs --duration --save-every --pairs --lag --times"
            + " --[no-]generator --seed --out --force --quiet --debug material.json",
        "learn | --slope --closure --mobility --radius --symmetry --smoothness --use-generator"
            + " --gauge --out --force --quiet --debug",
        "rollout | --init --duration --save-every --temperature --field --ensemble --equation"
            + " --closure --stepper --time-step --seed --out --force --quiet --debug",
        "simulate llg | --block --table --ovf --checkpoint-every --out --force --quiet --debug",
        "import | --block --temperature --field --interval --times --saturation --time-step"
            + " --periodic --out --force --quiet --debug",
        "export | --encoding --out --force --quiet --debug",
        "info | --json --quiet --debug",
        "compare | --bands --csv --force --quiet --debug",
        "statistics | --bands --growth --stationary-from --reference --threshold --interfaces"
            + " --droplet --csv --force --quiet --debug",
        "validate | --length --block --kernel --temperature --pairs --lag --radius --truth --sets"
            + " --seed --quiet --debug",
        "flips kac | --length --block --kernel --temperature --leap --method --start --state-a"
            + " --threshold --settling --interval --runs --longest --interfaces --repeats"
            + " --crossings --trials --committor --seed --threads --out --force --quiet --debug",
        "flips model | --cells --temperature --field --equation --closure --noise --stepper"
            + " --time-step --method --threshold --out --force --quiet --debug",
        "flips | kac model",
        "simulate | kac ising heisenberg",
        "survey | --cases --every --from --sets --scale --threads --show --write-kernel --out"
            + " --force --quiet --debug",
        "'' | simulate import export info learn rollout statistics compare flips validate survey"
      })
  void helpNamesEverything(String command, String words) {
    var help = Outcome.of((command + " --help").strip());
    assertEquals(0, help.code());
    assertEquals("", help.err());
    for (String word : words.split(" ", -1)) {
      assertTrue(help.out().contains(word), word + " is missing in:\n" + help.out());
    }
    assertTrue(help.out().contains("onsagerflow " + command.strip()), "no example");
    assertTrue(help.out().contains("Exit codes:"), "no exit codes");
    // as the program would say it where it has none, or where the description says it already
    assertFalse(help.out().contains("Default: []"), help.out());
    assertFalse(Pattern.compile("Default: .*\\R +Default:").matcher(help.out()).find(), help.out());
  }

  @Test
  void noCommandShowsTheHelp() {
    var outcome = Outcome.of(java.util.List.of());
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().contains("Usage: onsagerflow"), outcome.out());
  }

  @Test
  void versionIsThatOfTheBuild() {
    var outcome = Outcome.of("learn --version");
    assertEquals(0, outcome.code());
    assertTrue(outcome.out().strip().matches("OnsagerFlow \\d+\\.\\d+\\.\\d+\\S*"), outcome.out());
  }
}
