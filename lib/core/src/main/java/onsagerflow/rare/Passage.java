package onsagerflow.rare;

/// How one replica fared.
///
/// @param time sweeps until it flipped, or was given up
/// @param flipped whether it flipped; if not, its flip time is longer than `time` (right-censored)
public record Passage(double time, boolean flipped) {}
