//! Ringback carriers.
