-- What somebody wrote is passed on to the owner's phone; when they are erased, that goes as well.

CREATE INDEX text_about ON text (business_id, about) WHERE about IS NOT NULL;
