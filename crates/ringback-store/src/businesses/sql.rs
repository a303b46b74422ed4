//! SQL for [`super`].

macro_rules! business {
    ($where:literal) => {
        concat!(
            "SELECT id, company, suspended_at,
            (SELECT count(*) FROM line INDEXED BY line_business
            WHERE line.business_id = business.id) FROM business ",
            $where
        )
    };
}

crate::statements::statements! {
    ADD = "INSERT INTO business (company) VALUES (?1) ON CONFLICT (company) DO NOTHING";
    ALL_OF_THEM = business!("ORDER BY id");
    FIND = business!("WHERE company = ?1");
    GET = business!("WHERE id = ?1");
    RENAME = "UPDATE business SET company = ?2 WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM business other WHERE other.company = ?2 AND other.id <> ?1)";
    SUSPEND = "UPDATE business SET suspended_at = ?2 WHERE id = ?1";
}
