CREATE TABLE public.orders (
    order_id bigint PRIMARY KEY,
    customer_id text NOT NULL,
    email text,
    postcode text,
    status text NOT NULL,
    total numeric(12,2) NOT NULL,
    currency text,
    placed_at timestamptz NOT NULL,
    shipped_at timestamptz
);
CREATE TABLE public.order_lines (
    order_id bigint,
    line integer,
    sku text NOT NULL,
    PRIMARY KEY (order_id, line)
);
