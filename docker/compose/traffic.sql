-- One transaction of the shop, for pgbench: a customer changes, an order is placed, goes on or is given up.
\set customer random(1, 400)
\set order random(1, 5000)
\set step random(1, 100)
BEGIN;
INSERT INTO customers (customer_id, name, email, phone, birth_date, street, postcode, city, newsletter)
VALUES (:customer, 'Customer ' || :customer, 'customer.' || :customer || '@post.example', '+49 30 ' || (100000 + :customer),
        date '1950-01-01' + :customer * 40, :customer || ' Mill Lane', 'AU' || (:customer % 10) || ' 3VJ', 'Millford', :step % 2 = 0)
ON CONFLICT (customer_id) DO UPDATE SET newsletter = EXCLUDED.newsletter, updated_at = now();
INSERT INTO orders (order_id, customer_id, status, total)
VALUES (:order, :customer, 'placed', 10 + :step)
ON CONFLICT (order_id) DO UPDATE SET
    status = CASE WHEN :step < 10 THEN 'cancelled' WHEN orders.status = 'placed' THEN 'paid' ELSE 'shipped' END,
    shipped_at = CASE WHEN orders.status = 'paid' AND :step >= 10 THEN now() ELSE orders.shipped_at END;
INSERT INTO order_lines (order_id, line_no, sku, quantity, unit_price)
VALUES (:order, 1, 'SKU-' || :step, 1 + :step % 5, 10)
ON CONFLICT (order_id, line_no) DO UPDATE SET quantity = EXCLUDED.quantity;
DELETE FROM orders WHERE order_id = :order AND :step = 100;
COMMIT;
