//! The inbox: what people write, passed on to the owner's phone, and the owner's answers back.

mod answer;

pub use answer::{Answer, Conversation, Question, answer};
