-- The shop's tables, as the checkout and customers teams own them.

CREATE TABLE customers (
    customer_id bigint PRIMARY KEY,
    name        text        NOT NULL,
    email       text        NOT NULL,
    phone       text,
    birth_date  date,
    street      text,
    postcode    text,
    city        text,
    newsletter  boolean     NOT NULL DEFAULT false,
    updated_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orders (
    order_id    bigint PRIMARY KEY,
    customer_id bigint         NOT NULL,
    status      text           NOT NULL,  -- draft, placed, paid, shipped, cancelled
    total       numeric(12, 2) NOT NULL,
    currency    text           NOT NULL DEFAULT 'EUR',
    placed_at   timestamptz    NOT NULL DEFAULT now(),
    shipped_at  timestamptz
);

CREATE TABLE order_lines (
    order_id   bigint         NOT NULL,
    line_no    integer        NOT NULL,
    sku        text           NOT NULL,
    quantity   integer        NOT NULL,
    unit_price numeric(12, 2) NOT NULL,
    gift       boolean        NOT NULL DEFAULT false,
    PRIMARY KEY (order_id, line_no)
);

-- The history of orders shows the last row of a deleted order, so the log has to carry whole rows.
ALTER TABLE orders REPLICA IDENTITY FULL;
