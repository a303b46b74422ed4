//! Ringback engine.
