//! What is bound to a statement's `?1`, `?2` and so on.

use super::Value;

/// Something that can be bound.
pub(crate) trait ToValue {
    /// As it is bound.
    fn to_value(&self) -> Value<'_>;
}

/// All that one statement binds, in order: a tuple, an array, or what [`params!`] makes.
pub(crate) trait Params {
    /// Where the values stand while the statement runs.
    type Values<'a>: AsRef<[Value<'a>]>
    where
        Self: 'a;

    /// The values in order.
    fn values(&self) -> Self::Values<'_>;
}

/// Binds values of any kinds, as many as there are.
macro_rules! params {
    ($($value:expr),+ $(,)?) => {
        [$($crate::value::ToValue::to_value(&$value)),+]
    };
}
pub(crate) use params;

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        *self
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl ToValue for i64 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(*self)
    }
}

impl ToValue for i32 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(i64::from(*self))
    }
}

impl ToValue for u32 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(i64::from(*self))
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        Value::Blob(self)
    }
}

/// Nothing to bind.
impl Params for () {
    type Values<'a> = [Value<'a>; 0];

    fn values(&self) -> Self::Values<'_> {
        []
    }
}

impl<T: ToValue, const N: usize> Params for [T; N] {
    type Values<'a>
        = [Value<'a>; N]
    where
        T: 'a;

    fn values(&self) -> Self::Values<'_> {
        self.each_ref().map(ToValue::to_value)
    }
}

macro_rules! tuple {
    ($count:literal: $($kind:ident $place:tt),+) => {
        impl<$($kind: ToValue),+> Params for ($($kind,)+) {
            type Values<'a> = [Value<'a>; $count] where Self: 'a;

            fn values(&self) -> Self::Values<'_> {
                [$(self.$place.to_value()),+]
            }
        }
    };
}

tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, D 3);
tuple!(5: A 0, B 1, C 2, D 3, E 4);
tuple!(6: A 0, B 1, C 2, D 3, E 4, F 5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_all_kinds_are_bound_in_order() {
        let (text, none) = ("seven".to_owned(), None::<i64>);
        let of_many = params![1_i64, 2_u32, text, none, [3_u8; 2], Some("x")];
        let same = (1_i64, 2_u32, &text, none, [3_u8; 2], Some("x"));
        assert_eq!(of_many.values(), same.values());
        assert_eq!(
            same.values(),
            [
                Value::Int(1),
                Value::Int(2),
                Value::Text("seven"),
                Value::Null,
                Value::Blob(&[3, 3]),
                Value::Text("x"),
            ]
        );
    }
}
