CREATE TABLE items (
    item_id         bigint PRIMARY KEY,
    sku             text NOT NULL,
    quantity        integer NOT NULL,
    price           numeric(10, 2),
    weight          real,
    on_sale         boolean NOT NULL DEFAULT false,
    available_from  date,
    opens_at        time,
    note            text,
    supplier_secret text, -- no contract reads it
    counted_at      timestamp,
    updated_at      timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE items REPLICA IDENTITY FULL;

CREATE TABLE shelves (
    site    text NOT NULL,
    shelf   text NOT NULL,
    item_id bigint,
    active  boolean NOT NULL,
    PRIMARY KEY (site, shelf)
);
