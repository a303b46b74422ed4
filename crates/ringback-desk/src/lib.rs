//! Ringback desk.
