//! Ringback store.
