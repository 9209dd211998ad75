def matrix(n, step):
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append((i * step + j) / 8.0)
        rows.append(row)
    return rows


def product(a, b, n):
    c = []
    for i in range(n):
        row = []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i][k] * b[k][j]
            row.append(total)
        c.append(row)
    return c


def main():
    n = 220
    c = product(matrix(n, 3), matrix(n, 5), n)
    trace = 0.0
    for i in range(n):
        trace += c[i][i]
    print(trace)


main()
