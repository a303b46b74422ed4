//! Ringback simulator.
