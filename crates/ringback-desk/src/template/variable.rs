//! What may stand in braces, and what it stands for in one text.

/// A variable of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    /// `{owner}`: the owner's first name.
    Owner,
    /// `{company}`: the business.
    Company,
    /// `{number}`: the line's number, as people read it.
    Number,
    /// `{first_name}`: the caller's first name. Empty for callers whom nobody knows.
    FirstName,
    /// `{opens}`: when the business opens again, as `Tue 8 AM`. Empty while it is open.
    Opens,
    /// `{holiday}`: the name of today's holiday. Empty on other days.
    Holiday,
}

impl Variable {
    /// All of them, in the order in which errors list them.
    pub const ALL: [Self; 6] = [
        Self::Owner,
        Self::Company,
        Self::Number,
        Self::FirstName,
        Self::Opens,
        Self::Holiday,
    ];

    /// The name between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Company => "company",
            Self::Number => "number",
            Self::FirstName => "first_name",
            Self::Opens => "opens",
            Self::Holiday => "holiday",
        }
    }

    /// The variable of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Whether it may have nothing to stand for, without anything being wrong.
    #[must_use]
    pub fn may_be_empty(self) -> bool {
        matches!(self, Self::FirstName | Self::Opens | Self::Holiday)
    }
}

/// What the variables stand for in one text. Blanks around a value do not count.
#[derive(Debug, Clone, Copy, Default)]
pub struct Values<'a> {
    /// `{owner}`.
    pub owner: &'a str,
    /// `{company}`.
    pub company: &'a str,
    /// `{number}`, already written the way people read it.
    pub number: &'a str,
    /// `{first_name}`.
    pub first_name: &'a str,
    /// `{opens}`.
    pub opens: &'a str,
    /// `{holiday}`.
    pub holiday: &'a str,
}

impl<'a> Values<'a> {
    /// What `variable` stands for, without blanks around it.
    #[must_use]
    pub fn get(&self, variable: Variable) -> &'a str {
        let value = match variable {
            Variable::Owner => self.owner,
            Variable::Company => self.company,
            Variable::Number => self.number,
            Variable::FirstName => self.first_name,
            Variable::Opens => self.opens,
            Variable::Holiday => self.holiday,
        };
        value.trim()
    }
}
